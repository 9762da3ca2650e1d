// Makes resources/passwords/common.bin: the passwords that everybody guesses first, as a Bloom filter. Run after the list changed:
//   node build/common-passwords.mjs
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { ROOT } from './launch/node.mjs';

// https://en.wikipedia.org/wiki/Bloom_filter: for one wrong answer in a million, 28.8 bits and 20 hashes for each entry.
const BITS_FOR_EACH = 28.8;
const HASHES = 20;

const list = join(
  dirname(createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/package.json')),
  'src/passwords.json',
);
const passwords = new Set(JSON.parse(readFileSync(list, 'utf8')).map(text => text.normalize('NFKC').toLowerCase()));
const size = Math.ceil((passwords.size * BITS_FOR_EACH) / 8);
const bits = Buffer.alloc(size);
for (const password of passwords) {
  const digest = createHash('sha256').update(password).digest();
  const [first, step] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
  for (let i = 0; i < HASHES; i++) {
    const bit = (first + i * step) % (size * 8);
    bits[bit >> 3] |= 1 << (bit & 7);
  }
}
const head = Buffer.alloc(8);
head.write('LBF1');
head.writeUInt32LE(HASHES, 4);
writeFileSync(join(ROOT, 'resources/passwords/common.bin'), Buffer.concat([head, bits]));
process.stdout.write(`${passwords.size} passwords, ${head.length + size} bytes\n`);
