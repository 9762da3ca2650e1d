/** The list of passwords that everybody guesses first; resources/passwords/README.md tells its format. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESOURCES_FOLDER } from '../config/places.ts';

const HEAD = 8;

/** Read when it is first asked. Once in a million times, something is taken for known that is not. */
export function knownPasswords(file = join(RESOURCES_FOLDER, 'passwords', 'common.bin')): (text: string) => boolean {
  let list: Buffer | undefined;
  return text => {
    list ??= readFileSync(file);
    const [hashes, bits] = [list.readUInt32LE(4), (list.length - HEAD) * 8];
    const digest = createHash('sha256').update(text).digest();
    const [first, step] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
    for (let i = 0; i < hashes; i++) {
      const bit = (first + i * step) % bits;
      if (((list[HEAD + (bit >> 3)] as number) & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  };
}
