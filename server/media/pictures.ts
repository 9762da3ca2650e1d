/** Pictures are never served as they came: decoded, turned upright, cleaned of metadata, written anew, with smaller copies. */
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { refuse } from '../platform/errors/refusal.ts';
import type { FileType } from './kind-rules.ts';

export const WIDTHS = [320, 640, 960, 1600] as const;
/** Pixels of all frames together; 900-megapixel claims of tiny files end here, before anything is decoded. */
const PIXELS = 100_000_000;
/** Longest side of a drawing that is turned into pixels. */
const DRAWN = 2400;

sharp.concurrency(1);
sharp.cache(false);

export interface CleanPicture {
  mime: string;
  ending: string;
  width: number;
  height: number;
  body: Buffer;
  copies: { width: number; body: Buffer }[];
}

const options = { limitInputPixels: PIXELS, failOn: 'error', sequentialRead: true } as const;

/** The clean picture and its copies. Refuses with FILE_REFUSED what cannot be decoded whole and within bounds. */
export async function cleanPicture(path: string, type: FileType, name: string): Promise<CleanPicture> {
  try {
    return await (type.mime === 'image/svg+xml' ? draw(path, name) : clean(path, type.mime));
  } catch (cause) {
    if ((cause as { code?: string }).code === 'FILE_REFUSED') throw cause;
    refuse('FILE_REFUSED', `The picture “${name}” is damaged or too large (at most 100 megapixels).`, { cause });
  }
}

async function clean(path: string, mime: string): Promise<CleanPicture> {
  const { pages = 1 } = await sharp(path, options).metadata();
  const animated = pages > 1 && (mime === 'image/gif' || mime === 'image/webp');
  const upright = sharp(path, { ...options, animated })
    .rotate()
    .toColourspace('srgb');
  const written = animated ? animation(upright) : still(upright, mime);
  const { data, info } = await written.toBuffer({ resolveWithObject: true });
  const height = animated ? (info.pageHeight ?? info.height) : info.height;
  const copies = animated ? [] : await copiesOf(data, info.width);
  return { ...served(info.format), width: info.width, height, body: data, copies };
}

const animation = (picture: Sharp) => picture.webp({ quality: 85 });

/** Photographs stay JPEG, drawings stay without loss, the rest becomes WebP. */
function still(picture: Sharp, mime: string): Sharp {
  if (mime === 'image/jpeg') return picture.jpeg({ quality: 90 });
  if (mime === 'image/png' || mime === 'image/gif') return picture.png();
  return picture.webp({ quality: 90 });
}

function served(format: string): { mime: string; ending: string } {
  return { mime: `image/${format}`, ending: format === 'jpeg' ? 'jpg' : format };
}

async function copiesOf(body: Buffer, width: number): Promise<CleanPicture['copies']> {
  const copies: CleanPicture['copies'] = [];
  for (const target of WIDTHS.filter(w => w < width))
    copies.push({
      width: target,
      body: await sharp(body, options).resize({ width: target }).webp({ quality: 80 }).toBuffer(),
    });
  return copies;
}

/** A drawing (SVG) may hold scripts and references; as pixels it holds neither. Entities could make it endless. */
async function draw(path: string, name: string): Promise<CleanPicture> {
  const text = await readFile(path);
  if (!definesHarmlessly(text.toString('utf8')))
    refuse('FILE_REFUSED', `The drawing “${name}” refers to entities outside itself or to one another.`);
  const drawn = await sharp(text, options)
    .resize({ width: DRAWN, height: DRAWN, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = drawn.info;
  return {
    mime: 'image/png',
    ending: 'png',
    width,
    height,
    body: drawn.data,
    copies: await copiesOf(drawn.data, width),
  };
}

/** Drawing programs write short names as entities; what reaches outside, or builds on others and so might explode, is not needed. */
export function definesHarmlessly(svg: string): boolean {
  const definitions = svg.match(/<!ENTITY/gi)?.length ?? 0;
  const plain = svg.match(/<!ENTITY\s+[\w.:-]+\s+(?:"[^"&%]{0,500}"|'[^'&%]{0,500}')\s*>/gi)?.length ?? 0;
  return definitions === plain && definitions <= 100;
}
