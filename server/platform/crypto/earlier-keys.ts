/**
 * Public keys of an academy that lost its private ones: what was signed under them goes on being verified. They lie beside the keys
 * (`secrets/earlier-keys.json`), not in the database: who can write there must not be able to add one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../files/durable.ts';

export const EarlierKeys = z.object({
  /** PEM (SubjectPublicKeyInfo) each. */
  certificates: z.array(z.string()).default([]),
  /** `last_entry`: seals beyond it are not accepted from this key any more. */
  ledger: z.array(z.object({ public_key: z.string(), last_entry: z.number().int() })).default([]),
});
export type EarlierKeys = z.output<typeof EarlierKeys>;

const fileIn = (secretsFolder: string) => join(secretsFolder, 'earlier-keys.json');

/** None where the folder has none. Throws when the file cannot be understood. */
export function readEarlier(secretsFolder: string): EarlierKeys {
  const path = fileIn(secretsFolder);
  return EarlierKeys.parse(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
}

export const writeEarlier = (secretsFolder: string, keys: EarlierKeys): void =>
  writeDurably(fileIn(secretsFolder), JSON.stringify(keys));
