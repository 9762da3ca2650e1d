/** What a lesson's text becomes when it is saved: safe HTML, headings, reading time, and the files it refers to. */
import type { ContentFile } from '../media/contract.ts';
import { renderLesson } from './markdown/index.ts';
import type { Rendered } from './repository/modules.ts';

const FILE_ADDRESS = /^\/?api\/v1\/files\/(\d{1,15})(?:[?#].*)?$/;
const ANY_FILE_ADDRESS = /api\/v1\/files\/(\d{1,15})/g;
/** The widest copy that a page asks for; the browser scales it down where the column is narrower. */
const SHOWN_WIDTH = 1600;

export const fileAddress = (id: number) => `/api/v1/files/${id}`;

/** Ids of all files that the text may refer to, each once. */
export function filesNamedIn(text: string): number[] {
  return [...new Set([...text.matchAll(ANY_FILE_ADDRESS)].map(match => Number(match[1])))];
}

/** Renders a lesson whose pictures and links point at files of the academy; anything else stays words. */
export function renderWithFiles(
  markdown: string,
  files: ReadonlyMap<number, ContentFile>,
): { rendered: Rendered; minutes: number; used: number[] } {
  const used = new Set<number>();
  const fileAt = (address: string) => {
    const file = files.get(Number(FILE_ADDRESS.exec(address)?.[1]));
    if (file) used.add(file.id);
    return file;
  };
  const { html, headings, minutes } = renderLesson(
    markdown,
    src => {
      const file = fileAt(src);
      return file?.kind === 'image' ? shownPicture(file) : null;
    },
    href => {
      const file = fileAt(href);
      return file ? fileAddress(file.id) : null;
    },
  );
  return { rendered: { html, headings }, minutes, used: [...used] };
}

/** Safe HTML of a question or an explanation; its pictures are files of the academy, read by right like all others. */
export function renderQuestion(markdown: string): string {
  const own = (address: string) => {
    const id = FILE_ADDRESS.exec(address)?.[1];
    return id === undefined ? null : fileAddress(Number(id));
  };
  return renderLesson(
    markdown,
    src => {
      const url = own(src);
      return url === null ? null : { url };
    },
    own,
  ).html;
}

function shownPicture({ id, width, height, widths }: ContentFile) {
  const url = widths.includes(SHOWN_WIDTH) ? `${fileAddress(id)}?width=${SHOWN_WIDTH}` : fileAddress(id);
  return width === null || height === null ? { url } : { url, width, height };
}

// A target in Markdown `](target`, in a reference `]: target`, or in raw HTML `src="target"`.
const TARGET =
  /(\]\(\s*|^[ \t]*\[[^\]\n]+\]:[ \t]*|\b(?:src|href)\s*=\s*)(<[^<>\n]*>|"[^"\n]*"|'[^'\n]*'|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)/gim;

/** Replaces targets that name files of a folder by the addresses given; `addresses` is keyed by the target without percent signs. */
export function pointAtFiles(markdown: string, addresses: ReadonlyMap<string, string>): string {
  return markdown.replace(TARGET, (whole, before: string, written: string) => {
    const quote = /^["']/.exec(written)?.[0];
    const bare = quote || written.startsWith('<') ? written.slice(1, -1) : written;
    const address = addresses.get(unescaped(bare));
    if (address === undefined) return whole;
    return `${before}${quote ?? ''}${address}${quote ?? ''}`;
  });
}

function unescaped(target: string): string {
  const plain = target.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&amp;', '&');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
