/**
 * The keys of the academy in a file of their own, locked with a passphrase of its own: what is missing in a backup in the clear.
 * docs/formats/backup.md describes it.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { keyIdOf, ringIn } from '../platform/crypto/keyring.ts';
import { writeDurably } from '../platform/files/durable.ts';
import { type Header, KeyEnvelope } from './format.ts';
import { decrypt, encrypt, newStretching, stretch } from './keys.ts';
import { sourceFiles } from './source.ts';
import { BackupTrouble } from './trouble.ts';

export const KeyFile = z.object({
  lyceum: z.literal('keys'),
  format: z.literal(1),
  site: z.object({ key: z.string(), name: z.string() }),
  made_at: z.string(),
  /** Ids of the keys in it that seal, the one in use first. */
  sealing: z.array(z.string()),
  kdf: KeyEnvelope.shape.kdf,
  /** Nonce, tag and the encrypted content: gzip of JSON, path below `secrets/` and content in base64. */
  locked: z.string(),
});
type KeyFile = z.output<typeof KeyFile>;
type Head = Omit<KeyFile, 'locked'>;

const Content = z.array(z.object({ path: z.string().max(200), base64: z.string() })).max(200);

export interface OpenedKeys {
  site: KeyFile['site'];
  /** Ids of all keys in it that open sealed text. */
  sealing: string[];
  /** Writes them into a folder of secrets that has none of them. */
  writeTo(secretsFolder: string): void;
}

/** Certificates with long chains stay far below. */
export const KEY_FILE_CHARACTERS = 250_000;
const CONTENT_BYTES = 4 * 1024 * 1024;
/** Names as the academy makes them: never a way out of the folder. */
const PATH = /^(?!.*\.\.)[\w-][\w.-]*(\/[\w-][\w.-]*){0,3}$/;

/** Answers the text of the file. `at`: UTC instant. */
export async function packKeys(
  dataFolder: string,
  { site, passphrase, at }: { site: KeyFile['site']; passphrase: string; at: string },
): Promise<string> {
  const files: z.output<typeof Content> = [];
  for await (const source of sourceFiles(dataFolder, 'keys')) {
    const path = source.path.slice('secrets/'.length);
    const base64 = readFileSync(join(dataFolder, 'secrets', ...path.split('/'))).toString('base64');
    if (PATH.test(path)) files.push({ path, base64 });
  }
  const sealing = ringIn(join(dataFolder, 'secrets')).map(({ id }) => id);
  const head: Head = { lyceum: 'keys', format: 1, site, made_at: at, sealing, kdf: newStretching() };
  const packed = gzipSync(JSON.stringify(files), { level: 9 });
  const locked = encrypt(await stretch(passphrase, head.kdf), packed, placeOf(head)).toString('base64url');
  return `${JSON.stringify({ ...head, locked }, null, 2)}\n`;
}

/** Authenticated with the content: nothing of the head can be changed. */
const placeOf = ({ site, made_at, sealing }: Head) =>
  JSON.stringify(['lyceum-keys', 1, site.key, site.name, made_at, sealing]);

/** Throws `keys-refused` for what is no such file, `wrong-passphrase` when the passphrase does not open it. */
export async function openKeys(text: string, passphrase: string): Promise<OpenedKeys> {
  const file = headOf(text);
  const { locked, ...head } = file;
  const packed = await opened(head, locked, passphrase);
  const files = Content.parse(JSON.parse(gunzipSync(packed, { maxOutputLength: CONTENT_BYTES }).toString()));
  if (files.some(({ path }) => !PATH.test(path))) throw refused('It names a file outside of the folder of keys.');
  const linesOf = (name: string) =>
    Buffer.from(files.find(({ path }) => path === name)?.base64 ?? '', 'base64')
      .toString()
      .split('\n')
      .filter(line => line.trim() !== '');
  const sealing = ['sealing-key', 'retired-keys'].flatMap(linesOf).map(line => keyIdOf(Buffer.from(line, 'base64')));
  return {
    site: file.site,
    sealing,
    writeTo(secretsFolder) {
      for (const { path, base64 } of files) {
        const whole = join(secretsFolder, ...path.split('/'));
        mkdirSync(dirname(whole), { recursive: true, mode: 0o700 });
        writeDurably(whole, Buffer.from(base64, 'base64'));
      }
    },
  };
}

function headOf(text: string): KeyFile {
  if (text.length > KEY_FILE_CHARACTERS) throw refused('It is too large to be one.');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw refused('It is something else, or it was cut short.', cause);
  }
  const parsed = KeyFile.safeParse(raw);
  if (!parsed.success) throw refused('It is something else, or of a newer Lyceum.', parsed.error);
  return parsed.data;
}

async function opened(head: Head, locked: string, passphrase: string): Promise<Buffer> {
  try {
    return decrypt(await stretch(passphrase, head.kdf), Buffer.from(locked, 'base64url'), placeOf(head));
  } catch (cause) {
    throw new BackupTrouble(
      'wrong-passphrase',
      'This passphrase does not open the key file.',
      'It is the one that was chosen when the keys were saved: words and digits, with hyphens between them.',
      cause,
    );
  }
}

const refused = (why: string, cause?: unknown) =>
  new BackupTrouble(
    'keys-refused',
    `This is no key file of an academy. ${why}`,
    'Choose the file that was saved in the room “Backups”.',
    cause,
  );

/** Throws `keys-refused` when the keys are not those that the backup needs. */
export function requireKeysOf({ id, site, keys }: Pick<Header, 'id' | 'site' | 'keys'>, given: OpenedKeys): void {
  if (given.site.key !== site.key)
    throw new BackupTrouble(
      'keys-refused',
      `These are the keys of another academy, ${given.site.name}; the backup is of ${site.name}.`,
      'Choose the key file of this academy.',
    );
  const missing = keys?.sealing.filter(each => !given.sealing.includes(each)) ?? [];
  if (missing.length > 0)
    throw new BackupTrouble(
      'keys-refused',
      `The key file is older or newer than backup ${id}: the key ${missing.join(', ')} is not in it.`,
      'Choose the key file that was saved last before the backup was made.',
    );
}
