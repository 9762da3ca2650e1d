import { blockRules } from './blocks.ts';
import { parser, plainText, type Token } from './parser.ts';
import { countWords, minutesToRead } from './reading-time.ts';
import { sanitiseLesson } from './sanitise.ts';

/** Where a picture of the lesson is served from. Sizes in CSS pixels keep the page from jumping while it loads. */
export type ResolvedImage = { url: string; width?: number; height?: number; alt?: string };

/** Gives the picture for a source as written in the lesson (percent signs undone); null shows that it is missing. */
export type ResolveImage = (src: string) => ResolvedImage | null;

/** Gives the address for a relative link (`handout.pdf`, `next.md`); null leaves its words as plain text. */
export type ResolveLink = (href: string) => string | null;

export type LessonHeading = { level: number; text: string; id: string };

export type RenderedLesson = {
  /** Safe to place in a page: no script, no style, nothing loaded but what `resolveImage` gave. */
  html: string;
  headings: LessonHeading[];
  words: number;
  /** Reading time in whole minutes, at least 1. */
  minutes: number;
};

/**
 * Renders a lesson for the page. Headings are moved so that the highest is an h2 (the page's title is the h1) and get ids
 * that start with `s-`, so that no lesson can take the id of a part of the page.
 */
export function renderLesson(
  markdown: string,
  resolveImage: ResolveImage,
  resolveLink: ResolveLink = () => null,
): RenderedLesson {
  const tokens = parser.parse(markdown, {});
  const headings = nameHeadings(tokens);
  blockRules(tokens);
  const html = sanitiseLesson(parser.renderer.render(tokens, parser.options, {}), { resolveImage, resolveLink });
  const text = html.replace(/<[^>]+>/g, ' ').replace(/&[a-z#0-9]+;/gi, ' ');
  return { html, headings, words: countWords(text), minutes: minutesToRead(text) };
}

function nameHeadings(tokens: Token[]): LessonHeading[] {
  const opening = tokens.flatMap((token, at) => (token.type === 'heading_open' ? [{ token, at }] : []));
  const highest = opening.reduce((least, { token }) => Math.min(least, Number(token.tag.slice(1))), 6);
  const taken = new Map<string, number>();
  return opening.map(({ token, at }) => {
    const level = Math.min(6, Number(token.tag.slice(1)) - highest + 2);
    const text = plainText(tokens[at + 1]);
    const id = uniqueId(text, taken);
    token.tag = `h${level}`;
    token.attrSet('id', id);
    const closing = tokens[at + 2];
    if (closing) closing.tag = token.tag;
    return { level, text, id };
  });
}

function uniqueId(text: string, taken: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '')
    .slice(0, 80);
  const base = slug === '' ? 'part' : slug;
  const id = `s-${base}`;
  const count = (taken.get(id) ?? 0) + 1;
  taken.set(id, count);
  return count === 1 ? id : uniqueId(`${base} ${count}`, taken);
}
