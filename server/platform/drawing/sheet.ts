/**
 * One page of paper: text, lines and shapes in CSS pixels from the top left, as the design is measured. Everything is drawn with
 * fixed dates and names, so that the same input gives the same bytes.
 */
import {
  PDFDocument,
  type PDFFont,
  type PDFImage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setCharacterSpacing,
} from 'pdf-lib';
import sharp from 'sharp';
import { embedder, type Face, features, type Fonts, kerned, type Run, type Weight, widthOf } from './fonts.ts';

/** Paper in PostScript points (ISO 216, ANSI/ASME Y14.1). */
export const papers = {
  'a4-landscape': { width: 841.89, height: 595.28 },
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
} as const;
export type Paper = keyof typeof papers;
/** Points per CSS pixel. */
const POINT = 0.75;

export interface TextStyle {
  /** Pixels. */
  size: number;
  weight: Weight;
  /** `#rrggbb`. */
  color: string;
  /** Added after each letter, in em. */
  tracking?: number;
}

export interface Sheet {
  /** Width in pixels. */
  width(text: string, style: TextStyle): Promise<number>;
  /** Writes a line; answers where it ends. */
  text(x: number, baseline: number, text: string, style: TextStyle): Promise<number>;
  box(
    x: number,
    y: number,
    width: number,
    height: number,
    look: { radius: number; fill?: string; border?: string },
  ): void;
  /** Squares of `side` pixels, filled. */
  squares(places: readonly (readonly [x: number, y: number])[], side: number, color: string): void;
  rule(x1: number, x2: number, y: number, color: string): void;
  /** SVG paths of M, L and Z as the engraving makes them, cut at the box; they lie below everything drawn after the first text. */
  lines(paths: readonly string[], box: Box, look: LinesLook): void;
  /** An SVG path of a drawing with its own size, scaled. */
  curve(path: string, x: number, y: number, scale: number, look: { color: string; width: number }): void;
  finish(): Promise<Uint8Array>;
}

export interface LinesLook {
  color: string;
  width: number;
  /** Of the lines, 0 to 1. */
  opacity: number;
  /** Ground of the box. */
  fill?: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Where the drawing's own zero lies in the box. */
  origin: readonly [number, number];
}

export interface Imprint {
  title: string;
  author: string;
  subject: string;
  at: Date;
}

export async function openSheet(fonts: Fonts, imprint: Imprint, paper: Paper = 'a4-landscape'): Promise<Sheet> {
  const size = papers[paper];
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(embedder);
  pdf.setTitle(imprint.title, { showInWindowTitleBar: true });
  pdf.setAuthor(imprint.author);
  pdf.setSubject(imprint.subject);
  pdf.setCreator('Lyceum');
  pdf.setProducer('Lyceum');
  pdf.setLanguage('en-GB');
  pdf.setCreationDate(imprint.at);
  pdf.setModificationDate(imprint.at);
  const page = pdf.addPage([size.width, size.height]);
  const writing = writer(pdf, page, fonts);
  const up = (y: number) => size.height - y * POINT;
  return {
    width: writing.width,
    text: writing.text,
    box(x, y, width, height, { radius, fill, border }) {
      page.drawSvgPath(roundedBox(width, height, radius), {
        x: x * POINT,
        y: up(y),
        scale: POINT,
        ...(fill ? { color: colorOf(fill) } : {}),
        ...(border ? { borderColor: colorOf(border), borderWidth: 1 } : {}),
      });
    },
    squares(places, side, color) {
      const path = places.map(([x, y]) => `M${x} ${y}h${side}v${side}h${-side}Z`).join('');
      page.drawSvgPath(path, { x: 0, y: size.height, scale: POINT, color: colorOf(color) });
    },
    rule(x1, x2, y, color) {
      page.drawLine({
        start: { x: x1 * POINT, y: up(y) },
        end: { x: x2 * POINT, y: up(y) },
        color: colorOf(color),
        thickness: POINT,
      });
    },
    lines(paths, box, look) {
      const faint = page.node.newExtGState('Faint', pdf.context.obj({ Type: 'ExtGState', CA: look.opacity }));
      const stream = pdf.context.flateStream(tracing(paths, box, { ...look, state: faint.asString() }, size.height));
      page.node.addContentStream(pdf.context.register(stream));
    },
    curve(path, x, y, scale, { color, width }) {
      page.drawSvgPath(path, {
        x: x * POINT,
        y: up(y),
        scale: POINT * scale,
        borderColor: colorOf(color),
        borderWidth: width,
      });
    },
    finish: () => pdf.save(),
  };
}

function writer(pdf: PDFDocument, page: ReturnType<PDFDocument['addPage']>, fonts: Fonts) {
  const embedded = new Map<Face, Promise<PDFFont>>();
  const pictures = new Map<string, Promise<Picture>>();
  const embed = (face: Face) => remember(embedded, face, () => pdf.embedFont(face.bytes, { subset: true, features }));
  const picture = ({ face, text }: Run, { color, weight }: TextStyle) =>
    remember(pictures, `${color} ${weight} ${text}`, () => pictureOf(pdf, text, color, weight, face?.file));
  const runWidth = async (run: Run, style: TextStyle) =>
    isSet(run)
      ? (widthOf(run.face, run.text) + (style.tracking ?? 0) * Array.from(run.text).length) * style.size
      : (await picture(run, style)).width * style.size;
  return {
    async width(text: string, style: TextStyle) {
      let sum = 0;
      for (const run of fonts.runs(text, style.weight)) sum += await runWidth(run, style);
      return sum;
    },
    async text(x: number, baseline: number, text: string, style: TextStyle) {
      let pen = x;
      const color = colorOf(style.color);
      const size = style.size * POINT;
      const spacing = style.tracking ?? 0;
      page.pushOperators(pushGraphicsState(), setCharacterSpacing(spacing * size));
      for (const run of fonts.runs(text, style.weight)) {
        const y = page.getHeight() - baseline * POINT;
        if (isSet(run)) {
          const font = await embed(run.face);
          let letters = 0;
          for (const piece of kerned(run.face, run.text)) {
            const at = (pen + (piece.at + spacing * letters) * style.size) * POINT;
            page.drawText(piece.text, { x: at, y, size, font, color });
            letters += Array.from(piece.text).length;
          }
        } else drawPicture(page, await picture(run, style), pen, y, size);
        pen += await runWidth(run, style);
      }
      page.pushOperators(popGraphicsState());
      return pen;
    },
  };
}

/** Text in letters that none of our faces has, as a picture; measures in em. */
interface Picture {
  image: PDFImage;
  width: number;
  height: number;
}

/** Pixels per em of such pictures: 300 dots per inch at the size of the name. */
const PICTURE_EM = 256;
/** The picture is cut at the letters, so its middle is set at the middle of a line of letters, in em above the baseline. */
const PICTURE_MIDDLE = 0.32;
/** Stands where nothing can be drawn. */
const NO_INK = '\ufffd';
/** Pango's size when none is named, in points. */
const PANGO_POINTS = 12;

/**
 * Pango shapes every script: with our font where we have one, else with the fonts of this machine, which draws boxes where it has
 * none. The name is also in the document's title and on the verification page.
 */
async function pictureOf(
  pdf: PDFDocument,
  text: string,
  color: string,
  weight: Weight,
  fontfile: string | undefined,
): Promise<Picture> {
  const font = fontfile ? { font: familyOf(fontfile), fontfile } : { font: 'sans' };
  const drawn = (letters: string) => {
    const safe = letters.replace(/[&<>]/g, found => `&#${found.charCodeAt(0)};`);
    const markup = `<span foreground="${color}" weight="${weight}">${safe}</span>`;
    const drawing = sharp({ text: { text: markup, rgba: true, dpi: (72 * PICTURE_EM) / PANGO_POINTS, ...font } });
    return drawing.png().toBuffer({ resolveWithObject: true });
  };
  // Some signs leave no ink at all, and that is refused: a paper is printed whatever somebody is called.
  const { data, info } = await drawn(text).catch(() => drawn(NO_INK));
  const image = await pdf.embedPng(data);
  return { image, width: info.width / PICTURE_EM, height: info.height / PICTURE_EM };
}

function familyOf(file: string): string {
  if (file.includes('arabic')) return 'Noto Sans Arabic';
  return file.includes('hebrew') ? 'Noto Sans Hebrew' : 'Noto Sans';
}

/** Whether the run is set in letters, and not drawn as a picture. */
function isSet(run: Run): run is Run & { face: Face } {
  return run.face !== null && !run.face.joined;
}

function drawPicture(
  page: ReturnType<PDFDocument['addPage']>,
  { image, width, height }: Picture,
  pen: number,
  y: number,
  size: number,
): void {
  page.drawImage(image, {
    x: pen * POINT,
    y: y + (PICTURE_MIDDLE - height / 2) * size,
    width: width * size,
    height: height * size,
  });
}

function remember<K, V>(kept: Map<K, V>, key: K, make: () => V): V {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

function colorOf(hex: string) {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
}

function roundedBox(width: number, height: number, r: number): string {
  const corner = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x} ${y}`;
  return `M${r} 0h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${-(width - 2 * r)}${corner(-r, -r)}v${-(height - 2 * r)}${corner(r, -r)}Z`;
}

/** Page content (ISO 32000-1 §8.5) that strokes the paths; written at once, because there are ten thousands of points. */
function tracing(
  paths: readonly string[],
  { x, y, width, height, origin }: Box,
  { color, width: lineWidth, fill, state }: LinesLook & { state: string },
  pageHeight: number,
): string {
  const up = (pixels: number) => number(pageHeight - pixels * POINT);

  const area = `${number(x * POINT)} ${up(y + height)} ${number(width * POINT)} ${number(height * POINT)} re`;
  const ground = fill ? `q ${inked(fill)} rg ${area} f Q\n` : '';
  const placed = `${POINT} 0 0 ${-POINT} ${number((x + origin[0]) * POINT)} ${up(y + origin[1])} cm`;
  const look = `${state} gs ${lineWidth} w ${inked(color)} RG`;
  const strokes = paths.map(path =>
    path
      .replace(/([ML])(-?[\d.]+ -?[\d.]+)/g, (_all, command, point) => `${point} ${command === 'M' ? 'm' : 'l'}\n`)
      .replaceAll('Z', 'h\n'),
  );
  return `${ground}q ${area} W n\n${placed}\n${look}\n${strokes.join('S\n')}S\nQ\n`;
}

function inked(hex: string): string {
  const { red, green, blue } = colorOf(hex);
  return `${number(red)} ${number(green)} ${number(blue)}`;
}

const number = (value: number) => value.toFixed(3);
