/** The faces a certificate is set in, which of them covers which letters, and how wide text is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { RESOURCES_FOLDER } from '../config/places.ts';

export type Weight = 400 | 600 | 700;

/** What we use of fontkit's font. */
interface Font {
  unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string, features: Record<string, boolean>): Layout;
}
interface Layout {
  glyphs: { advanceWidth: number }[];
  /** `xAdvance` holds the kerning after the glyph. */
  positions: { xAdvance: number }[];
  advanceWidth: number;
}

export interface Face {
  file: string;
  bytes: Uint8Array;
  font: Font;
  /** Letters join or turn around: text in it is shaped by Pango and drawn as a picture. */
  joined: boolean;
}

/** A stretch of text in one face; null where none of ours has the letters. */
export interface Run {
  face: Face | null;
  text: string;
}

export interface Fonts {
  /** The text in stretches of one face each, in order. */
  runs(text: string, weight: Weight): Run[];
}

const FOLDER = join(RESOURCES_FOLDER, 'fonts');
// Without ligatures each letter is one glyph, so that kerning can be placed between letters.
export const features = { liga: false, clig: false, dlig: false };

/** In order of preference; Noto Sans comes in two weights. */
const ranges = [
  { path: 'hanken-grotesk/hanken-grotesk-latin', joined: false },
  { path: 'hanken-grotesk/hanken-grotesk-latin-ext', joined: false },
  { path: 'hanken-grotesk/hanken-grotesk-vietnamese', joined: false },
  { path: 'noto-sans/noto-sans-greek', joined: false },
  { path: 'noto-sans/noto-sans-greek-ext', joined: false },
  { path: 'noto-sans/noto-sans-cyrillic', joined: false },
  { path: 'noto-sans/noto-sans-cyrillic-ext', joined: false },
  { path: 'noto-sans/noto-sans-arabic-arabic', joined: true },
  { path: 'noto-sans/noto-sans-hebrew-hebrew', joined: true },
  { path: 'noto-sans/noto-sans-devanagari', joined: true },
] as const;

/**
 * fontkit as pdf-lib wants it. pdf-lib takes any subset with a method `encode` for one that answers the bytes; fontkit's own
 * `encode` writes to a stream that `encodeStream` makes, so it is hidden.
 */
export const embedder = {
  create(bytes: Uint8Array) {
    const font = fontkit.create(bytes);
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset();
      const shown = {
        cff: (subset as { cff?: unknown }).cff,
        includeGlyph: subset.includeGlyph.bind(subset),
        encodeStream: subset.encodeStream.bind(subset),
      };
      return shown;
    };
    return font;
  },
};

/** Reads font files when they are first needed, once. */
export function openFonts(): Fonts {
  const opened = new Map<string, Face>();
  const faceOf = ({ path, joined }: (typeof ranges)[number], weight: Weight): Face => {
    const file = `${path}-${path.startsWith('noto') && weight === 700 ? 600 : weight}-normal.woff`;
    const known = opened.get(file);
    if (known) return known;
    const bytes = readFileSync(join(FOLDER, file));
    const face = { file: join(FOLDER, file), bytes, font: fontkit.create(bytes) as unknown as Font, joined };
    opened.set(file, face);
    return face;
  };
  const covering = (character: string, weight: Weight, current: Run | undefined): Face | null => {
    const has = (face: Face) => face.font.hasGlyphForCodePoint(character.codePointAt(0) as number);
    // Spaces and marks belong to the word before them.
    if (current && /[\s\p{M}\p{P}]/u.test(character) && (current.face === null || has(current.face)))
      return current.face;
    for (const range of ranges) {
      const face = faceOf(range, weight);
      if (has(face)) return face;
    }
    return null;
  };
  return {
    runs(text, weight) {
      const runs: Run[] = [];
      for (const character of text.normalize('NFC').replace(NOT_DRAWN, ' ')) {
        const current = runs.at(-1);
        const face = covering(character, weight, current);
        if (face === null && WITHOUT_INK.test(character) && current?.face !== null) continue;
        if (current && current.face === face) current.text += character;
        else runs.push({ face, text: character });
      }
      return runs;
    },
  };
}

/** Control characters, and what turns the writing around: on paper nobody would see why. */
const NOT_DRAWN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
/** Marks and joiners that no face of ours has: alone they cannot be drawn, not even as a picture. */
const WITHOUT_INK = /[\p{M}\p{Cf}\s]/u;

/** Width of a stretch in em, kerning included. */
export function widthOf(face: Face, text: string): number {
  return face.font.layout(text, features).advanceWidth / face.font.unitsPerEm;
}

/** The stretch cut where letters are kerned, each piece with the distance in em from the start of the stretch. */
export function kerned(face: Face, text: string): { text: string; at: number }[] {
  const { glyphs, positions } = face.font.layout(text, features);
  const letters = Array.from(text);
  if (glyphs.length !== letters.length) return [{ text, at: 0 }];
  const pieces = [{ text: '', at: 0 }];
  let pen = 0;
  letters.forEach((letter, i) => {
    const advance = positions[i]?.xAdvance ?? 0;
    (pieces.at(-1) as { text: string }).text += letter;
    pen += advance / face.font.unitsPerEm;
    if (advance !== glyphs[i]?.advanceWidth && i < letters.length - 1) pieces.push({ text: '', at: pen });
  });
  return pieces;
}
