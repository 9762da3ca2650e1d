// Draws the program's icons from mark.svg: `node build/icons/make.mjs`, after the mark has changed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const here = import.meta.dirname;
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const IN_ICO = [16, 24, 32, 48, 64, 256];
const TRAY = 32;

const mark = readFileSync(join(here, 'mark.svg'));
const drawn = size =>
  sharp(mark, { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();

/** An ICO file that holds PNG pictures: header, one entry of 16 bytes each, then the pictures. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

mkdirSync(join(here, 'linux'), { recursive: true });
mkdirSync(join(here, 'app'), { recursive: true });
for (const size of SIZES) writeFileSync(join(here, 'linux', `${size}x${size}.png`), await drawn(size));
writeFileSync(
  join(here, 'icon.ico'),
  ico(await Promise.all(IN_ICO.map(async size => ({ size, png: await drawn(size) })))),
);
writeFileSync(join(here, 'app', 'tray.png'), await drawn(TRAY));
