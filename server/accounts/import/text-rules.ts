/** What kind of text a file of people is: its encoding, what stands between its cells, and what quotes them. */

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export const quotes = ['"', "'"] as const;
export type Quote = (typeof quotes)[number];

/** Bytes looked at where the whole need not be. */
const SAMPLE = 4096;

/** By the byte order mark, by the zero bytes of UTF-16, or by whether it is valid UTF-8; what is left is a Western office's file. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  bytes.subarray(0, SAMPLE).forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  });
  const [even, odd] = zeros as [number, number];
  const quarter = Math.min(bytes.length, SAMPLE) / 8;
  if (odd > quarter && odd > even) return 'utf-16le';
  if (even > quarter) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The text without its byte order mark. */
export const decoded = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);

interface Layout {
  delimiter: Delimiter;
  quote: Quote;
  /** Lines before the first record: Excel may begin a file with `sep=;`. */
  preamble: 0 | 1;
}

/** Characters of the text from which the layout is told. */
const LOOKED_AT = 20_000;

/** The delimiter that cuts the first lines into the most cells of the same number; a comma when nothing speaks for another. */
export function layoutOf(text: string): Layout {
  const head = text.slice(0, LOOKED_AT);
  const told = /^sep=([,;\t|])\r?\n/i.exec(head)?.[1] as Delimiter | undefined;
  const quote = quoteOf(head);
  if (told) return { delimiter: told, quote, preamble: 1 };
  const scores = delimiters.map(delimiter => ({ delimiter, score: evenness(widthsOf(head, delimiter, quote)) }));
  const [best] = scores.toSorted((a, b) => b.score - a.score);
  return { delimiter: best && best.score > 0 ? best.delimiter : ',', quote, preamble: 0 };
}

function quoteOf(head: string): Quote {
  const quoted = (mark: string) =>
    head.split(new RegExp(`(?:^|[,;\t|\n])${mark}[^${mark}\n]*${mark}(?=[,;\t|\r\n]|$)`)).length;
  return quoted("'") > quoted('"') ? "'" : '"';
}

/** Cells in each of the first lines; what stands in quotes does not cut. */
function widthsOf(head: string, delimiter: Delimiter, quote: Quote): number[] {
  const widths: number[] = [];
  let [cells, quoted, filled] = [1, false, false];
  for (const char of head) {
    if (char === quote) quoted = !quoted;
    else if (quoted) continue;
    else if (char === delimiter) cells++;
    else if (char === '\n' || (char === '\r' && filled)) {
      if (filled) widths.push(cells);
      [cells, filled] = [1, false];
    }
    if (char !== '\n' && char !== '\r') filled = true;
    if (widths.length === 20) return widths;
  }
  return filled ? [...widths, cells] : widths;
}

/** More cells and more lines that agree with the first one count for a delimiter; one that never cuts has none of it. */
function evenness(widths: readonly number[]): number {
  const [first = 1] = widths;
  if (first < 2) return 0;
  const alike = widths.filter(width => width === first).length / widths.length;
  return alike * alike * Math.log2(first);
}
