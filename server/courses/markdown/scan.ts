import { isRemote, parser, plainSource, plainText, type Token } from './parser.ts';

export type ScannedHeading = { level: number; text: string; line: number; endLine: number };
export type ScannedReference = { kind: 'image' | 'link'; src: string; remote: boolean; line: number };

export type Scan = {
  /** Headings that stand at the top of the document, not in a list, quotation or code block. Lines count from 0. */
  headings: ScannedHeading[];
  references: ScannedReference[];
  /** Plain text of each top paragraph, with its line. */
  paragraphs: { text: string; line: number }[];
};

/** Reads the outline and every picture and link of a document in one pass. Lines count from 0. */
export function scanMarkdown(markdown: string): Scan {
  const lines = markdown.split('\n');
  const scan: Scan = { headings: [], references: [], paragraphs: [] };
  const tokens = parser.parse(markdown, {});
  let block: [number, number] = [0, 0];
  tokens.forEach((token, at) => {
    if (token.map) block = token.map;
    if (token.type === 'heading_open' && token.level === 0) {
      const level = Number(token.tag.slice(1));
      scan.headings.push({ level, text: plainText(tokens[at + 1]), line: block[0], endLine: block[1] });
    }
    if (token.type === 'paragraph_open' && token.level === 0) {
      const text = plainText(tokens[at + 1]);
      if (text !== '') scan.paragraphs.push({ text, line: block[0] });
    }
    if (token.type === 'inline') collect(token, block, lines, scan.references);
    if (token.type === 'html_block') collectHtml(token.content, block, lines, scan.references);
  });
  return scan;
}

function collect(token: Token, block: [number, number], lines: string[], into: ScannedReference[]): void {
  for (const child of token.children ?? []) {
    if (child.type === 'image') add('image', String(child.attrGet('src') ?? ''), block, lines, into);
    else if (child.type === 'link_open') add('link', String(child.attrGet('href') ?? ''), block, lines, into);
    else if (child.type === 'html_inline') collectHtml(child.content, block, lines, into);
  }
}

function collectHtml(html: string, block: [number, number], lines: string[], into: ScannedReference[]): void {
  for (const match of html.matchAll(/<img\b[^<>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi)) {
    add('image', match[1] ?? match[2] ?? match[3] ?? '', block, lines, into);
  }
}

function add(
  kind: ScannedReference['kind'],
  source: string,
  block: [number, number],
  lines: string[],
  into: ScannedReference[],
): void {
  if (source === '') return;
  const src = plainSource(source);
  into.push({ kind, src, remote: isRemote(source), line: lineOf([source, src], block, lines, into.at(-1)?.line ?? 0) });
}

// An inline token knows only the lines of its block; the source text tells the exact one. References come in order, so the
// search starts where the last one was found; the bound keeps a hostile block of endless lines cheap.
function lineOf(spellings: string[], [start, end]: [number, number], lines: string[], last: number): number {
  const from = Math.max(start, last);
  for (let line = from; line < Math.min(end, from + 500); line += 1) {
    if (spellings.some(spelling => lines[line]?.includes(spelling))) return line;
  }
  return Math.min(from, end - 1);
}
