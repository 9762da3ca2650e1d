import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName, type PDFObject } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../platform/crypto/secrets.ts';
import type { CertificateContent } from './contract.ts';
import { drawCertificate } from './drawing.ts';
import { kerned, openFonts, widthOf } from '../platform/drawing/fonts.ts';

const fonts = openFonts();
const content: CertificateContent = {
  number: 'NGA-2026-000612',
  site_name: 'Northgate Academy',
  recipient: 'Thuỳ Dương Nguyễn',
  course_id: 3,
  course_title: 'Network defence',
  instructor: 'Ngozi Okafor',
  issued_at: '2026-11-20T09:00:00.000Z',
  expires_at: '2029-11-20T09:00:00.000Z',
  score: 91,
  hours: 14,
};
const verificationUrl = 'http://lyceum.local:8080/verify/9f3c71aa04be9f3c71aa04be9f3c71aa';
const draw = (change: Partial<CertificateContent> = {}) =>
  drawCertificate(fonts, {
    content: { ...content, ...change },
    fingerprint: '9f3c71aa04be'.padEnd(64, '0'),
    verificationUrl,
  });

const namesIn = (object: PDFObject): string[] =>
  object instanceof PDFDict ? object.entries().map(([, value]) => value.toString()) : [];
/** Where a click anywhere on it would lead. */
const linksOf = (pdf: PDFDocument): string[] =>
  pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? [object.get(PDFName.of('URI'))] : []))
    .flatMap(uri => (uri ? [uri.toString()] : []));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether the program is there; says so aloud when a test goes without it. */
function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(`${program} is not installed: its checks of the certificate are skipped\n`);
    return false;
  }
}
const file = async (change: Partial<CertificateContent> = {}) => {
  const path = join(folder, `${sha256(JSON.stringify(change)).slice(0, 12)}.pdf`);
  writeFileSync(path, await draw(change));
  return path;
};
const output = (program: string, args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

describe('the PDF of a certificate', () => {
  it('is the same bytes every time, and others for another content', async () => {
    const [one, two, other] = [await draw(), await draw(), await draw({ score: 92 })];
    expect(sha256(one)).toBe(sha256(two));
    expect(sha256(other)).not.toBe(sha256(one));
    expect(Buffer.from(one.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  it.skipIf(!has('qpdf'))('is well formed', async () => {
    expect(output('qpdf', ['--check', await file()])).toContain('No syntax or stream encoding errors');
  });

  it.skipIf(!has('pdftotext'))('says who, what and when, in text that can be searched', async () => {
    const text = output('pdftotext', ['-layout', await file(), '-']).normalize('NFC');
    for (const words of ['Thuỳ Dương Nguyễn', 'Network defence', '91 %', '20 November 2029', 'NGA-2026-000612'])
      expect(text).toContain(words);
  });

  it.skipIf(!has('pdffonts'))('embeds its fonts as subsets', async () => {
    const rows = output('pdffonts', [await file({ site_name: 'Академия', instructor: 'Αλέξανδρος' })])
      .trim()
      .split('\n')
      .slice(2);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(row).toMatch(/^(HankenGrotesk|NotoSans).* yes /);
  });

  it.skipIf(!has('pdftoppm') || !has('zbarimg'))('carries a QR code with the address to verify', async () => {
    const path = await file();
    const picture = join(folder, 'page');
    output('pdftoppm', ['-r', '150', '-png', '-singlefile', path, picture]);
    expect(output('zbarimg', ['-q', '--raw', `${picture}.png`]).trim()).toBe(verificationUrl);
  });

  it.each([
    ['Arabic', 'محمد عبد الله'],
    ['Hebrew', 'שרה כהן'],
    ['Devanagari', 'प्रिया शर्मा'],
    ['Chinese', '王小明'],
    ['emoji and markup', '<b>🎓 & Co</b>'],
    ['a very long', `${'Wolfeschlegelstein '.repeat(8)}the Third`],
    ['one very long word as', 'W'.repeat(160)],
  ])('takes %s names', async (_script, recipient) => {
    const path = await file({ recipient, course_title: recipient.slice(0, 160) });
    if (has('qpdf')) expect(output('qpdf', ['--check', path])).toContain('No syntax or stream encoding errors');
    expect(readFileSync(path).length).toBeGreaterThan(20_000);
  });
});

describe('whatever people are called', () => {
  // Of the hostile lines those whose signs mean something in a PDF.
  it.each([') Tj ET /URI (http://evil.example', '<</S /JavaScript /JS (alert(1))>>', 'a\\r\\n) endstream endobj %[('])(
    'is text in the PDF, which leads nowhere, runs nothing and ends nothing: %s',
    async line => {
      const pdf = await PDFDocument.load(await draw({ recipient: line, course_title: line, site_name: line }));
      const kinds = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => namesIn(object));
      expect(kinds, line).not.toContain('/JavaScript');
      expect(kinds, line).not.toContain('/Launch');
      expect(linksOf(pdf), line).toEqual([]);
      expect(pdf.getTitle(), line).toContain(line);
      expect(pdf.getPageCount()).toBe(1);
    },
  );
});

describe('setting text', () => {
  it('takes the letters that a face lacks from the next', () => {
    const runs = fonts.runs('Nguyễn Łukasz', 700);
    expect(runs.map(run => run.text)).toEqual(['Nguy', 'ễ', 'n ', 'Ł', 'ukasz']);
    expect(new Set(runs.map(run => run.face?.file)).size).toBe(3);
  });

  it('composes letters that were typed in parts', () => {
    expect(fonts.runs('e\u0302\u0303', 400).map(run => run.text)).toEqual(['ễ']);
  });

  it('leaves to the machine what no face has', () => {
    expect(fonts.runs('Ming 王', 400).map(run => [run.face === null, run.text])).toEqual([
      [false, 'Ming '],
      [true, '王'],
    ]);
  });

  it('kerns', () => {
    const face = fonts.runs('AV', 700)[0]?.face as NonNullable<ReturnType<typeof fonts.runs>[0]['face']>;
    expect(widthOf(face, 'AV')).toBeLessThan(widthOf(face, 'A') + widthOf(face, 'V'));
    const [first, second] = kerned(face, 'AV');
    expect([first?.text, second?.text]).toEqual(['A', 'V']);
    expect(second?.at).toBeCloseTo(widthOf(face, 'AV') - widthOf(face, 'V'), 6);
  });
});
