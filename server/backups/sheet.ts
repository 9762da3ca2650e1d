/** The emergency sheet: one page for the safe, with which somebody who never saw this machine brings the academy back. */
import type { Paper, Sheet, TextStyle } from '../platform/drawing/sheet.ts';

export interface SheetContent {
  siteName: string;
  places: readonly { name: string; where: string; kind: 'folder' | 'usb' | 'network' | 'bucket' }[];
  /** Short name of the key; null when backups are not encrypted. */
  keyName: string | null;
  /** Day on which the key file was saved last, for backups that are not encrypted; null when it never was. */
  keysSaved: string | null;
  /** Printed when given; else a line to write it on. */
  passphrase: string | null;
  paper: Exclude<Paper, 'a4-landscape'>;
  /** Milliseconds since 1970. */
  at: number;
}

const MARGIN = 72;
const WIDTH = 650;
const INK = '#11181d';
const INK3 = '#5d666c';
const HAIRLINE = '#cdd2d5';
const TITLE: TextStyle = { size: 30, weight: 700, color: INK };
const HEAD: TextStyle = { size: 17, weight: 600, color: INK };
const BODY: TextStyle = { size: 15, weight: 400, color: '#2b3338' };
const SMALL: TextStyle = { size: 12.5, weight: 400, color: INK3 };
const LINE = 23;

const KINDS = { folder: 'Folder', usb: 'USB disk', network: 'Network folder', bucket: 'Bucket' } as const;

/** Drawing parts are loaded when a sheet is wanted. */
export async function drawSheet(content: SheetContent): Promise<Uint8Array> {
  const [{ openSheet }, { openFonts }, { drawMark, fitted }] = await Promise.all([
    import('../platform/drawing/sheet.ts'),
    import('../platform/drawing/fonts.ts'),
    import('../platform/drawing/lettering.ts'),
  ]);
  const { siteName, at, paper } = content;
  const title = `Emergency sheet: ${siteName}`;
  const imprint = {
    title,
    author: siteName,
    subject: 'How to restore this academy from its backups',
    at: new Date(at),
  };
  const sheet = await openSheet(openFonts(), imprint, paper);
  drawMark(sheet, MARGIN, 64, 44);
  await sheet.text(MARGIN + 60, 82, siteName, await fitted(sheet, siteName, { ...HEAD, size: 18 }, WIDTH - 60));
  await sheet.text(MARGIN + 60, 104, `Printed ${new Date(at).toISOString().slice(0, 10)}`, SMALL);
  await sheet.text(MARGIN, 168, 'Emergency sheet', TITLE);
  let y = await paragraph(
    sheet,
    198,
    'Keep this on paper in a safe place, not beside the computer. With it and a backup the academy comes back on any machine.',
  );
  y = await drawPlaces(sheet, y + 26, content);
  y = await drawPassphrase(sheet, y + 26, content);
  await drawSteps(sheet, y + 26, content);
  return sheet.finish();
}

async function drawPlaces(sheet: Sheet, from: number, { places }: SheetContent): Promise<number> {
  await sheet.text(MARGIN, from, 'Where the backups are', HEAD);
  let y = from + 28;
  for (const { name, where, kind } of places) {
    await sheet.text(MARGIN, y, KINDS[kind], SMALL);
    y = await paragraph(sheet, y, shortened(name), MARGIN + 120, { ...BODY, weight: 600 });
    y = await paragraph(sheet, y, shortened(where), MARGIN + 120);
    y += 6;
  }
  return y;
}

/** The keys themselves are not printed: decision 30. */
async function drawKeyFile(sheet: Sheet, from: number, { keysSaved }: SheetContent): Promise<number> {
  await sheet.text(MARGIN, from, 'Key file', HEAD);
  if (keysSaved) await sheet.text(MARGIN + 120, from, `Saved on ${keysSaved}`, SMALL);
  sheet.box(MARGIN, from + 16, WIDTH, 62, { radius: 8, border: HAIRLINE });
  await sheet.text(MARGIN + 20, from + 68, 'Write here by hand where it lies; keep its passphrase elsewhere.', {
    ...SMALL,
    size: 11,
  });
  return paragraph(
    sheet,
    from + 102,
    'The backups are not encrypted, and the keys of the academy are not in them. Without the key file phone numbers, apps for codes and stored passwords are lost on another computer; all else comes back.',
  );
}

async function drawPassphrase(sheet: Sheet, from: number, content: SheetContent): Promise<number> {
  const { keyName, passphrase } = content;
  if (!keyName) return drawKeyFile(sheet, from, content);
  await sheet.text(MARGIN, from, 'Passphrase', HEAD);
  await sheet.text(MARGIN + 120, from, `Key ${keyName}`, SMALL);
  sheet.box(MARGIN, from + 16, WIDTH, 62, { radius: 8, border: HAIRLINE });
  if (passphrase) await sheet.text(MARGIN + 20, from + 55, passphrase, { size: 22, weight: 600, color: INK });
  else
    await sheet.text(MARGIN + 20, from + 68, 'Write it here by hand, with hyphens between the words.', {
      ...SMALL,
      size: 11,
    });
  return paragraph(sheet, from + 102, 'Without it nobody can open the backups, not even the makers of Lyceum.');
}

async function drawSteps(sheet: Sheet, from: number, { keyName, places }: SheetContent): Promise<void> {
  await sheet.text(MARGIN, from, 'How to restore', HEAD);
  const first = places[0];
  const steps = [
    'Take a computer with Linux or Windows and install the same or a newer Lyceum.',
    first?.kind === 'bucket'
      ? 'Have the address of the bucket and its access key ready.'
      : 'Connect the disk or the network folder named above.',
    'Start Lyceum. In the first step of the set-up choose “Restore from a backup”.',
    'Choose the place and the newest backup marked “proved”.',
    keyName ? 'Enter the passphrase.' : 'When it asks for the keys, choose the key file and enter its passphrase.',
    'Wait until the academy opens. People sign in as before; their answers and certificates are there.',
  ];
  let y = from + 28;
  for (const [index, step] of steps.entries()) {
    await sheet.text(MARGIN, y, `${index + 1}`, { ...BODY, weight: 600 });
    y = (await paragraph(sheet, y, step, MARGIN + 28)) + 6;
  }
  sheet.rule(MARGIN, MARGIN + WIDTH, y + 12, HAIRLINE);
  await sheet.text(
    MARGIN,
    y + 36,
    'The format of the backups is open and described in docs/formats/backup.md of the product.',
    SMALL,
  );
}

/** Characters of a name or a path that are printed: more would push the steps off the page. */
const LONGEST = 200;
const shortened = (text: string) =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 61)}…${text.slice(-60)}`;

/** Breaks at spaces, long paths anywhere; answers the baseline after the last line. */
async function paragraph(sheet: Sheet, from: number, text: string, x = MARGIN, style = BODY): Promise<number> {
  const width = MARGIN + WIDTH - x;
  const fits = async (line: string) => (await sheet.width(line, style)) <= width;
  let [y, line] = [from, ''];
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (await fits(longer)) {
      line = longer;
      continue;
    }
    const pieces = (await fits(word)) ? [word] : (word.match(/.{1,24}/gu) ?? []);
    for (const [i, piece] of pieces.entries()) {
      const next = i === 0 ? (line === '' ? piece : `${line} ${piece}`) : `${line}${piece}`;
      if (line === '' || (await fits(next))) {
        line = next;
        continue;
      }
      await sheet.text(x, y, line, style);
      [y, line] = [y + LINE, piece];
    }
  }
  await sheet.text(x, y, line, style);
  return y + LINE;
}
