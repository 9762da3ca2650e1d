/** The certificate on paper: A4 landscape, measures in CSS pixels (1123 × 794). */
import qrcode from 'qrcode';
import { engraving, type Family } from '../platform/drawing/contract.ts';
import type { CertificateContent } from './contract.ts';
import type { Fonts } from '../platform/drawing/fonts.ts';
import { sentence, shownDate, shownFingerprint, type Words } from './wording.ts';
import { drawMark, fitted } from '../platform/drawing/lettering.ts';
import { openSheet, type Sheet, type TextStyle } from '../platform/drawing/sheet.ts';

export interface Drawing {
  content: CertificateContent;
  /** Hex, 64 digits. */
  fingerprint: string;
  /** Address of the public page, in the QR and in words. */
  verificationUrl: string;
}

const PAGE_WIDTH = 1123;
const MARGIN = 80;
const RIGHT = PAGE_WIDTH - MARGIN;
const INK = '#11181d';
const INK2 = '#4a535a';
const INK3 = '#5d666c';
const HAIRLINE = '#cdd2d5';

/** Draws the PDF: the same bytes for the same input and the same fonts. */
export async function drawCertificate(
  fonts: Fonts,
  { content, fingerprint, verificationUrl }: Drawing,
): Promise<Uint8Array> {
  const sheet = await openSheet(fonts, {
    title: `${content.course_title}: ${content.recipient}`,
    author: content.site_name,
    subject: `Certificate of completion ${content.number}`,
    at: new Date(content.issued_at),
  });
  const lines = { color: engraving(keyOf(content), 1, 1).ink, width: 0.8, opacity: 0.72 };
  drawStrip(sheet, content, lines);
  drawSealLines(sheet, content, lines);
  await drawHead(sheet, content.site_name);
  await drawStatement(sheet, content);
  drawMark(sheet, SEAL.x - 23, SEAL.y - 23, 46);
  await drawSignature(sheet, content);
  await drawFacts(sheet, content, fingerprint);
  await drawProof(sheet, verificationUrl);
  return sheet.finish();
}

/** The course's lines are the same on its cover. */
const keyOf = (content: CertificateContent) => `course-${content.course_id}`;

type Ink = { color: string; width: number; opacity: number };

/** Waves run out of the paper at both sides; the other families would be cut off above and below, so they become a ribbon. */
const waves: readonly Family[] = ['ribbon', 'braid'];

function drawStrip(sheet: Sheet, content: CertificateContent, ink: Ink): void {
  const [y, height, fit] = [84, 230, 0.62];
  const own = engraving(keyOf(content), 1, 1).family;
  const family = waves.includes(own) ? own : 'ribbon';
  const { paths } = engraving(keyOf(content), PAGE_WIDTH, height, { fit, family });
  const top = (height * (1 - fit)) / 2;
  sheet.lines(paths, { x: 0, y, width: PAGE_WIDTH, height, origin: [0, top] }, ink);
}

async function drawHead(sheet: Sheet, siteName: string): Promise<void> {
  drawMark(sheet, MARGIN, 52, 44);
  const style: TextStyle = { size: 17, weight: 600, color: INK };
  await sheet.text(138, 80, siteName, await fitted(sheet, siteName, style, RIGHT - 138));
}

const STATEMENT_WIDTH = 760;
const NAME: TextStyle = { size: 60, weight: 700, color: INK, tracking: -0.025 };
/** Below this size a name is set in two lines. */
const SMALLEST_NAME = 36;

async function drawStatement(sheet: Sheet, content: CertificateContent): Promise<void> {
  await sheet.text(MARGIN, 335, 'Certificate of completion', { size: 16, weight: 400, color: INK2 });
  const below = await drawName(sheet, content.recipient);
  await drawSentence(sheet, sentence(content), below);
}

/** Answers the baseline of what follows. */
async function drawName(sheet: Sheet, name: string): Promise<number> {
  const style = await fitted(sheet, name, NAME, STATEMENT_WIDTH);
  if (style.size >= SMALLEST_NAME) {
    await sheet.text(MARGIN, 404, name, style);
    return 449;
  }
  const halves = halved(name);
  const sizes = await Promise.all(
    halves.map(async half => (await fitted(sheet, half, { ...NAME, size: SMALLEST_NAME }, STATEMENT_WIDTH)).size),
  );
  const both = { ...NAME, size: Math.min(...sizes) };
  let baseline = 378;
  for (const half of halves) {
    await sheet.text(MARGIN, baseline, half, both);
    baseline += 40;
  }
  return 462;
}

/** The text in two lines, cut at the space nearest to the middle. */
function halved(text: string): string[] {
  const spaces = [...text.matchAll(/ /g)].map(match => match.index);
  if (spaces.length === 0) return [text];
  const middle = text.length / 2;
  const cut = spaces.reduce((best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best));
  return [text.slice(0, cut), text.slice(cut + 1)];
}

const SENTENCE_WIDTH = 720;

async function drawSentence(sheet: Sheet, words: Words, from: number): Promise<void> {
  const style = (strong: boolean): TextStyle => ({
    size: 22,
    weight: strong ? 600 : 400,
    color: strong ? INK : '#2b3338',
  });
  const space = await sheet.width(' ', style(false));
  let [x, baseline] = [MARGIN, from];
  for (const { text, strong, joined } of words) {
    const width = await sheet.width(text, style(strong));
    const gap = x === MARGIN || joined ? 0 : space;
    if (x + gap + width > MARGIN + SENTENCE_WIDTH && x > MARGIN) [x, baseline] = [MARGIN, baseline + 32];
    else x += gap;
    const fit = await fitted(sheet, text, style(strong), SENTENCE_WIDTH);
    x = await sheet.text(x, baseline, text, fit);
  }
}

/** Space around the seal, whose petals reach a little over its side. */
const SEAL_MARGIN = 12;
const SEAL = { x: 957, y: 438, side: 166 };

function drawSealLines(sheet: Sheet, content: CertificateContent, ink: Ink): void {
  const { x, y, side } = SEAL;
  const { paths } = engraving(keyOf(content), side, side, { family: 'rosette', at: [0.5, 0.5] });
  const whole = side + 2 * SEAL_MARGIN;
  const box = { x: x - whole / 2, y: y - whole / 2, width: whole, height: whole };
  sheet.lines(paths, { ...box, origin: [SEAL_MARGIN, SEAL_MARGIN] }, { ...ink, width: 0.6 });
}

async function drawSignature(sheet: Sheet, content: CertificateContent): Promise<void> {
  sheet.rule(MARGIN, 270, 669, '#858d93');
  const name: TextStyle = { size: 14, weight: 600, color: INK };
  await sheet.text(MARGIN, 693, content.instructor, await fitted(sheet, content.instructor, name, 260));
  await sheet.text(MARGIN, 713, 'Instructor', { size: 13, weight: 400, color: INK3 });
}

async function drawFacts(sheet: Sheet, content: CertificateContent, fingerprint: string): Promise<void> {
  const facts = [
    ['Issued', shownDate(content.issued_at)],
    ...(content.expires_at ? [['Valid until', shownDate(content.expires_at)]] : []),
    ['Number', content.number],
    ['Signed', `Ed25519 ${shownFingerprint(fingerprint)}`],
  ] as [string, string][];
  let baseline = 713 - (facts.length - 1) * 21;
  for (const [label, value] of facts) {
    await sheet.text(658, baseline, label, { size: 13, weight: 400, color: INK3 });
    await sheet.text(731, baseline, value, { size: 13, weight: 600, color: INK });
    baseline += 21;
  }
}

async function drawProof(sheet: Sheet, url: string): Promise<void> {
  sheet.box(931, 606, 112, 112, { radius: 8, border: HAIRLINE });
  const { size, data } = qrcode.create(url, { errorCorrectionLevel: 'M' }).modules;
  const side = 92 / size;
  const dark = [...data.keys()].filter(i => data[i]);
  sheet.squares(
    dark.map(i => [941 + (i % size) * side, 616 + Math.floor(i / size) * side] as const),
    side,
    INK,
  );
  const style: TextStyle = { size: 11.5, weight: 400, color: INK3 };
  const words = `Scan to verify, or open ${url.replace(/^https?:\/\//, '')}`;
  const fit = await fitted(sheet, words, style, RIGHT - MARGIN);
  await sheet.text(RIGHT - (await sheet.width(words, fit)), 746, words, fit);
}
