/** Cuts a CSV file into rows. Format: RFC 4180, and what spreadsheets and HR systems make of it. */
import { CsvError, parse } from 'csv-parse/sync';
import type { FileTrouble } from './contract.ts';
import type { RawRow } from './cell-rules.ts';
import { decoded, type Delimiter, type Encoding, encodingOf, layoutOf } from './text-rules.ts';

export const MAX_ROWS = 50_000;
/** Characters of one row; a quotation mark that is never closed must not swallow the memory. */
const MAX_ROW = 200_000;
const MAX_CELLS = 500;

/** How workbooks old and new and PDF begin. */
const NO_TEXT = ['PK\u0003\u0004', '%PDF', '\u00d0\u00cf\u0011\u00e0'];

export interface FileOfPeople {
  encoding: Encoding;
  delimiter: Delimiter;
  rows: RawRow[];
  /** Line of a quotation mark that is never closed: what follows it cannot be read. */
  openQuote: number | null;
}

const WORDS: Record<FileTrouble, string> = {
  NOT_CSV: 'This is not a CSV file. Save the table as CSV in your spreadsheet program, then try again.',
  TOO_MANY_ROWS: `The file has more than ${MAX_ROWS.toLocaleString('en')} rows. Divide it into several files.`,
};

/** What is said of a file that cannot be read; an older import has the words themselves. */
export const wordsOf = (reason: string | null): string | null => WORDS[reason as FileTrouble] ?? reason;
export const troubleOf = (reason: string | null): FileTrouble | null =>
  reason !== null && Object.hasOwn(WORDS, reason) ? (reason as FileTrouble) : null;

export class UnreadableFile extends Error {
  readonly trouble: FileTrouble;
  constructor(trouble: FileTrouble) {
    super(WORDS[trouble]);
    this.trouble = trouble;
  }
}

/** Throws UnreadableFile for what is no text or too much. */
export function readFile(bytes: Uint8Array): FileOfPeople {
  const encoding = encodingOf(bytes);
  const text = decoded(bytes, encoding);
  if (text.slice(0, 1000).includes('\0') || NO_TEXT.some(start => text.startsWith(start)))
    throw new UnreadableFile('NOT_CSV');
  const { delimiter, quote, preamble } = layoutOf(text);
  const rows: RawRow[] = [];
  let [last, openQuote] = [0, null as number | null];
  try {
    parse(text, {
      delimiter,
      quote,
      from_line: preamble + 1,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW,
      on_record(cells: string[], { lines }) {
        last = lines;
        if (cells.every(cell => cell.trim() === '')) return null;
        rows.push({ line: lines - breaksIn(cells), cells: cells.slice(0, MAX_CELLS) });
        if (rows.length > MAX_ROWS + 1) throw new UnreadableFile('TOO_MANY_ROWS');
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // Whatever else it says, the quotation mark of the row after the last good one is where it went wrong.
    openQuote = last + 1;
  }
  return { encoding, delimiter, rows, openQuote };
}

const breaksIn = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
