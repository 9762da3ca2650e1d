/** What a restore needs and nobody may write down, as the one text that an operation carries. Pure. */
import { z } from 'zod';

const Packed = z.object({
  lyceum: z.literal('restore'),
  /** Opens the backup or the key file. */
  passphrase: z.string().nullable(),
  /** Text of the key file. */
  keys: z.string().nullable(),
});
export type RestoreSecret = Omit<z.output<typeof Packed>, 'lyceum'>;

const BEGINNING = '{"lyceum":"restore"';

/** A passphrase alone stays as it is. */
export function packSecret({ passphrase, keys }: RestoreSecret): string | null {
  return keys === null ? passphrase : JSON.stringify({ lyceum: 'restore', passphrase, keys });
}

export function unpackSecret(secret: string | null): RestoreSecret {
  if (!secret?.startsWith(BEGINNING)) return { passphrase: secret, keys: null };
  return Packed.parse(JSON.parse(secret));
}
