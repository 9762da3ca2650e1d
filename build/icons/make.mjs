// Draws the program's icons from mark.svg: `node build/icons/make.mjs`, after the mark has changed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const here = import.meta.dirname;
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const IN_ICO = [16, 24, 32, 48, 64, 256];
const TRAY = 64;

/** An arc of a ring around the badge's middle, as many quarters as are done and a little more, so that it is never empty. */
const ring = quarters => {
  const length = 2 * Math.PI * 5.2;
  const done = (length * (quarters + 0.5)) / 4;
  const stroke = 'fill="none" stroke-width="3.2"';
  return (
    `<circle cx="24" cy="24" r="5.2" ${stroke} stroke="#cde6f4"/>` +
    `<circle cx="24" cy="24" r="5.2" ${stroke} stroke="#00668c" transform="rotate(-90 24 24)" stroke-dasharray="${done} ${length}"/>`
  );
};

/** The tray's states differ by shape as well as by colour: tick, mark of exclamation, square, three dots, ring. */
const FACES = [
  {
    name: 'running',
    badge:
      '<circle cx="24" cy="24" r="7" fill="#0f8a4f"/><path d="m20.8 24.2 2.3 2.3 4.2-4.6" fill="none" stroke="#fff" stroke-width="1.9"/>',
  },
  {
    name: 'attention',
    badge:
      '<path d="M24 16.6 31 29.6H17z" fill="#c26f00" stroke="#c26f00" stroke-width="1.6" stroke-linejoin="round"/><path d="M24 20.6v4.4m0 2v1.4" stroke="#fff" stroke-width="1.9"/>',
  },
  {
    name: 'stopped',
    mute: true,
    badge:
      '<circle cx="24" cy="24" r="7" fill="#5d666c"/><rect x="21.2" y="21.2" width="5.6" height="5.6" rx="0.8" fill="#fff"/>',
  },
  {
    name: 'starting',
    badge:
      '<circle cx="24" cy="24" r="7" fill="#00668c"/><g fill="#fff"><circle cx="20.6" cy="24" r="1.3"/><circle cx="24" cy="24" r="1.3"/><circle cx="27.4" cy="24" r="1.3"/></g>',
  },
  ...[0, 1, 2, 3].map(quarters => ({ name: `operation-${quarters}`, badge: ring(quarters) })),
];

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
for (const { name, mute = false, badge } of FACES) {
  const svg = mark
    .toString()
    .replace('#00668c', mute ? '#6b757c' : '#00668c')
    .replace('</svg>', `<circle cx="24" cy="24" r="8.5" fill="#fff"/>${badge}</svg>`);
  const png = await sharp(Buffer.from(svg), { density: (72 * TRAY) / 32 })
    .resize(TRAY, TRAY)
    .png({ compressionLevel: 9 })
    .toBuffer();
  writeFileSync(join(here, 'app', `tray-${name}.png`), png);
}
