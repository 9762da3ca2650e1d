import MarkdownIt from 'markdown-it';

export type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/** CommonMark with tables and strike-through. Raw HTML passes here and is cut down by the sanitiser afterwards. */
export const parser = new MarkdownIt({ html: true, linkify: true, typographer: false });
// `lesson.md` and `server.py` are file names in a course, not addresses: only spelled-out links are made.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

/** The picture or link target as people write it: percent signs undone where they stand for text. */
export function plainSource(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}

/** True for an address on another host (or inline data), which a page never loads. */
export function isRemote(source: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(source.trim());
}

/** Text of an inline token without its markup. */
export function plainText(token: Token | undefined): string {
  let text = '';
  for (const child of token?.children ?? []) {
    if (child.type === 'text' || child.type === 'code_inline' || child.type === 'text_special') text += child.content;
    else if (child.type === 'softbreak' || child.type === 'hardbreak') text += ' ';
    else if (child.type === 'image') text += child.content;
  }
  return text.replace(/\s+/g, ' ').trim();
}
