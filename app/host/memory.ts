/** What the console remembers between two starts, in one small file of the person's profile. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const Remembered = z.object({
  data_folder: z.string().min(1).nullable().catch(null).default(null),
  port: z.number().int().min(1).max(65_535).nullable().catch(null).default(null),
  closing: z.enum(['tray', 'quit']).catch('tray').default('tray'),
  opens_at_sign_in: z.boolean().catch(false).default(false),
});
export type Remembered = z.output<typeof Remembered>;

export interface Memory {
  read(): Remembered;
  change(part: Partial<Remembered>): void;
}

/** Whatever is missing or odd in the file is as at the beginning. */
export function openMemory(file: string): Memory {
  const load = (): Remembered => {
    try {
      return Remembered.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return Remembered.parse({});
    }
  };
  let now = load();
  return {
    read: () => now,
    change(part) {
      now = { ...now, ...part };
      writeOwn(file, JSON.stringify(now));
    },
  };
}

/** In one piece, for its owner alone. */
export function writeOwn(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
