/** The one-time code of the first start, in a file that only the machine's owner can read. */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../platform/crypto/secrets.ts';

/** Without look-alikes (0 O, 1 I L): 31 letters, 59 bits in all. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 4;

export const setupCodePath = (dataFolder: string) => join(dataFolder, 'setup-code');

/** The code of this data folder, made when missing. */
export function setupCode(dataFolder: string): string {
  const path = setupCodePath(dataFolder);
  try {
    writeFileSync(path, makeCode(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

function makeCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

export function isSetupCode(dataFolder: string, given: string): boolean {
  const tidy = given.trim().toUpperCase();
  return timingSafeEqual(Buffer.from(sha256(tidy)), Buffer.from(sha256(setupCode(dataFolder))));
}

export function removeSetupCode(dataFolder: string): void {
  rmSync(setupCodePath(dataFolder), { force: true });
}
