/** What is printed holds names of the academy, of people, courses, networks and disks: as text, on its one page, and nothing that runs. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PDFDict, PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { drawSheet } from '../../server/backups/sheet.ts';
import { drawCertificate } from '../../server/certificates/drawing.ts';
import { drawPoster } from '../../server/network/poster.ts';
import { openFonts } from '../../server/platform/drawing/fonts.ts';
import { HOSTILE_LINES, NOT_A_LINE } from '../factories/hostile-lines.ts';

const AT = Date.parse('2026-11-21T09:00:00.000Z');
const fonts = openFonts();

type Lines = readonly string[];
const poster = ([name = '', wifi = name, address = name]: Lines) =>
  drawPoster(fonts, {
    paper: 'a4',
    lang: 'es',
    site: { name, key: address },
    url: `http://192.168.1.20:8080/?${encodeURIComponent(address)}`,
    shortUrl: 'http://lyceum.local:8080',
    wifi,
    at: AT,
  });
const emergencySheet = ([siteName = '', name = '', where = '', other = '']: Lines) =>
  drawSheet({
    siteName,
    places: [
      { name, where: `/media/${where}`, kind: 'usb' },
      { name: other, where: name, kind: 'bucket' },
    ],
    keyName: other.length % 2 ? '3F2A 90BC' : null,
    keysSaved: '2026-11-20',
    passphrase: 'correct horse battery staple',
    paper: 'letter',
    at: AT,
  });
const certificate = ([site_name = '', recipient = '', course_title = '', instructor = '']: Lines) =>
  drawCertificate(fonts, {
    content: {
      number: 'NGA-2026-000612',
      site_name,
      recipient,
      course_id: 3,
      course_title,
      instructor,
      issued_at: '2026-11-20T09:00:00.000Z',
      expires_at: null,
      score: 91,
      hours: 14,
    },
    fingerprint: '9f3c71aa04be'.padEnd(64, '0'),
    verificationUrl: 'http://lyceum.local:8080/verify/9f3c71aa04be9f3c71aa04be9f3c71aa',
  });

const LONG = ['W'.repeat(200), 'Wolfeschlegelstein '.repeat(12), "$& $` $' $1 {wifi}"];
const LINES = [...HOSTILE_LINES, ...NOT_A_LINE, ...LONG];
/** Names under which a PDF does something or leads somewhere: ISO 32000-1 §12.6. */
const DOES = /\/(JavaScript|JS|Launch|URI|GoToR|SubmitForm|ImportData|OpenAction|AA|EmbeddedFile)\b/;

async function deedsOf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes);
  expect(pdf.getPageCount()).toBe(1);
  const dictionaries = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
  return dictionaries.flatMap(one =>
    one
      .keys()
      .map(String)
      .filter(key => DOES.test(key)),
  );
}

interface Piece {
  text: string;
  left: number;
  right: number;
  baseline: number;
}

async function written(bytes: Uint8Array): Promise<{ pieces: Piece[]; width: number; height: number }> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const page = await (await loading.promise).getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const pieces = items.flatMap(item =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              left: item.transform[4],
              right: item.transform[4] + item.width,
              baseline: item.transform[5],
            },
          ]
        : [],
    );
    return { pieces, width, height };
  } finally {
    await loading.destroy();
  }
}

/** Four on each paper. */
const PAPERS = Array.from({ length: Math.ceil(LINES.length / 4) }, (_, at) => LINES.slice(at * 4, at * 4 + 4));

describe.each([
  ['the poster', poster],
  ['the emergency sheet', emergencySheet],
  ['a certificate', certificate],
])('%s', (_what, draw) => {
  it.each(PAPERS.map(lines => [JSON.stringify(lines).slice(0, 60), lines] as const))(
    'is one page of text that does nothing, lies within the page and turns no writing around: %s',
    async (_shown, lines) => {
      const bytes = await draw(lines);
      expect(await deedsOf(bytes)).toEqual([]);
      const { pieces, width, height } = await written(bytes);
      expect(pieces.length).toBeGreaterThan(5);
      const isOutside = ({ left, right, baseline }: Piece) =>
        left < 0 || right > width || baseline < 0 || baseline > height;
      expect(pieces.filter(isOutside)).toEqual([]);
      expect(pieces.map(({ text }) => text).join('')).not.toMatch(/[\p{Bidi_Control}\p{Cc}\u2028\u2029]/u);
    },
    30_000,
  );
});

it('the name of a network stands on the poster to the letter', async () => {
  const wifi = "$& $' <b>{wifi}";
  const { pieces } = await written(await poster(['Northgate', wifi]));
  expect(pieces.map(({ text }) => text).join(' ')).toContain(wifi);
});

it('the emergency sheet of backups in the clear asks for the key file, and holds no key itself', async () => {
  const place = { name: 'Disk', where: '/media/disk', kind: 'usb' } as const;
  const bytes = await drawSheet({
    siteName: 'Northgate',
    places: [place],
    keyName: null,
    keysSaved: '2026-11-20',
    passphrase: null,
    paper: 'a4',
    at: AT,
  });
  const text = (await written(bytes)).pieces.map(piece => piece.text).join(' ');
  for (const words of ['Key file', 'Saved on 2026-11-20', 'keys of the academy are not in them', 'choose the key file'])
    expect(text).toContain(words);
  expect(text).not.toContain('No passphrase is needed');
});
