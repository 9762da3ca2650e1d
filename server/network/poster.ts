/** The page for the wall: code, address and three steps, under the academy's own lines. A4 or letter, measures in CSS pixels. */
import qrcode from 'qrcode';
import { engraving } from '../platform/drawing/contract.ts';
import type { Fonts } from '../platform/drawing/fonts.ts';
import { drawMark, fitted, PLATE } from '../platform/drawing/lettering.ts';
import { openSheet, papers, type Sheet, type TextStyle } from '../platform/drawing/sheet.ts';
import { type PosterWords, posterWords } from './poster-words.ts';

export interface PosterFacts {
  paper: 'a4' | 'letter';
  lang: 'en' | 'es';
  site: { name: string; key: string };
  /** What the code holds: an address that every phone understands. */
  url: string;
  /** null where no short name works. */
  shortUrl: string | null;
  wifi: string | null;
  /** Milliseconds since 1970. */
  at: number;
}

const PIXELS_PER_POINT = 4 / 3;
const MARGIN = 64;
const INK = '#11181d';
const INK2 = '#4a535a';
const INK3 = '#5d666c';
const ON_PLATE = '#d1ebfa';
const HEAD = 352;
const CODE = 320;

interface Place {
  sheet: Sheet;
  facts: PosterFacts;
  words: PosterWords;
  width: number;
  height: number;
}

export async function drawPoster(fonts: Fonts, facts: PosterFacts): Promise<Uint8Array> {
  const words = posterWords[facts.lang];
  const { width, height } = papers[facts.paper];
  const imprint = { title: `${words.title}: ${facts.site.name}`, author: facts.site.name, subject: facts.url };
  const sheet = await openSheet(fonts, { ...imprint, at: new Date(facts.at) }, facts.paper);
  const place = { sheet, facts, words, width: width * PIXELS_PER_POINT, height: height * PIXELS_PER_POINT };
  await drawHead(place);
  await drawAddress(place);
  drawCode(place);
  await drawSteps(place);
  await drawFoot(place);
  return sheet.finish();
}

/** The academy's plate over the whole width: its lines, its name. */
async function drawHead({ sheet, facts, words, width }: Place): Promise<void> {
  // First of all: lines lie below only what is drawn after them.
  const { paths } = engraving(facts.site.key, width, HEAD, { family: 'rosette', at: [1, 0.42] });
  const look = { color: '#8ed1f6', width: 0.7, opacity: 0.4, fill: PLATE };
  sheet.lines(paths, { x: 0, y: 0, width, height: HEAD, origin: [0, 0] }, look);
  drawMark(sheet, MARGIN, 52, 48);
  const name: TextStyle = { size: 20, weight: 600, color: '#ffffff' };
  await sheet.text(
    MARGIN + 64,
    83,
    facts.site.name,
    await fitted(sheet, facts.site.name, name, width - 2 * MARGIN - 64),
  );
  await sheet.text(MARGIN, 224, words.title, { size: 76, weight: 700, color: '#ffffff', tracking: -0.025 });
}

/** What people type, as large as it can be. */
async function drawAddress({ sheet, facts, words, width }: Place): Promise<void> {
  const shown = spoken(facts.shortUrl ?? facts.url);
  await sheet.text(MARGIN, 270, words.orType, { size: 16, weight: 400, color: ON_PLATE });
  const style: TextStyle = { size: 34, weight: 600, color: '#ffffff', tracking: -0.01 };
  await sheet.text(MARGIN, 308, shown, await fitted(sheet, shown, style, width - 2 * MARGIN));
}

const spoken = (url: string) => url.replace(/^https?:\/\//, '');

function drawCode({ sheet, facts, width }: Place): void {
  const left = width - MARGIN - CODE;
  const top = HEAD + 56;
  sheet.box(left, top, CODE, CODE, { radius: 16, border: '#cdd2d5' });
  const { size, data } = qrcode.create(facts.url, { errorCorrectionLevel: 'M' }).modules;
  const inner = CODE - 48;
  const side = inner / size;
  const dark = [...data.keys()].filter(i => data[i]);
  sheet.squares(
    dark.map(i => [left + 24 + (i % size) * side, top + 24 + Math.floor(i / size) * side] as const),
    side,
    INK,
  );
}

async function drawSteps({ sheet, facts, words, width }: Place): Promise<void> {
  const steps = [
    facts.wifi === null ? words.joinAny : words.join.replace('{wifi}', () => facts.wifi ?? ''),
    words.scan,
    words.signIn,
  ];
  const textWidth = width - 2 * MARGIN - CODE - 48 - 56;
  let y = HEAD + 86;
  for (const [i, step] of steps.entries()) {
    sheet.box(MARGIN, y - 26, 38, 38, { radius: 19, fill: '#e9f4fa' });
    const number: TextStyle = { size: 18, weight: 700, color: '#00668c' };
    await sheet.text(MARGIN + 19 - (await sheet.width(`${i + 1}`, number)) / 2, y - 1, `${i + 1}`, number);
    y = (await drawWrapped(sheet, step, MARGIN + 56, y, textWidth)) + 52;
  }
}

const STEP: TextStyle = { size: 21, weight: 400, color: INK };

/** Answers the baseline of the last line. */
async function drawWrapped(sheet: Sheet, text: string, left: number, from: number, width: number): Promise<number> {
  let [line, y] = ['', from];
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && (await sheet.width(longer, STEP)) > width) {
      await sheet.text(left, y, line, await fitted(sheet, line, STEP, width));
      [line, y] = [word, y + 30];
    } else line = longer;
  }
  await sheet.text(left, y, line, await fitted(sheet, line, STEP, width));
  return y;
}

async function drawFoot({ sheet, facts, words, width, height }: Place): Promise<void> {
  const rows = [
    ...(facts.wifi === null ? [] : [[words.wifi, facts.wifi]]),
    ...(facts.shortUrl === null ? [] : [[words.shortName, spoken(facts.shortUrl)]]),
    [words.address, spoken(facts.url)],
  ] as [string, string][];
  let y = height - 96 - rows.length * 44;
  sheet.rule(MARGIN, width - MARGIN, y - 34, '#cdd2d5');
  for (const [label, value] of rows) {
    await sheet.text(MARGIN, y, label, { size: 16, weight: 400, color: INK3 });
    const style: TextStyle = { size: 26, weight: 600, color: INK };
    await sheet.text(MARGIN + 170, y + 2, value, await fitted(sheet, value, style, width - 2 * MARGIN - 170));
    y += 44;
  }
  const note: TextStyle = { size: 14, weight: 400, color: INK2 };
  await sheet.text(MARGIN, height - 64, words.trouble, await fitted(sheet, words.trouble, note, width - 2 * MARGIN));
}
