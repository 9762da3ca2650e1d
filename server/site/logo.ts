/** A logo as it is kept: PNG, upright, at most 512 pixels, without what cameras write into pictures. */
import { refuse } from '../platform/errors/refusal.ts';

const SIZE = 512;
/** A picture that claims more pixels is a bomb, or a poster. */
const PIXELS = 60_000_000;
/** As sharp names them. Drawings (SVG) can carry scripts and fetch files, so they are not taken. */
const TAKEN = ['png', 'jpeg', 'webp', 'gif', 'heif'];

/** Refuses with FILE_REFUSED in plain words. */
export async function logoOf(image: Buffer): Promise<Buffer> {
  if (looksDrawn(image))
    refuse('FILE_REFUSED', 'SVG drawings are not taken. Save the logo as PNG, 512 pixels wide or more.', {
      field: 'image',
    });
  // sharp costs 9 MB; a process that takes no picture does not load it.
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(image, { limitInputPixels: PIXELS });
    const { format } = await picture.metadata();
    if (!TAKEN.includes(format ?? '')) throw new Error(`a picture of the kind ${format}`);
    return await picture
      .rotate()
      .resize({ width: SIZE, height: SIZE, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch (cause) {
    refuse('FILE_REFUSED', 'This is no picture that can be read. Choose a PNG, JPEG, WebP, AVIF or GIF file.', {
      field: 'image',
      cause,
    });
  }
}

function looksDrawn(image: Buffer): boolean {
  return /<svg[\s>]/i.test(image.subarray(0, 4096).toString('latin1'));
}
