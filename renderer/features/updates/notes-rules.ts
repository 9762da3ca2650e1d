/** Release notes: the part of Markdown that they use, as blocks to draw. Anything else is shown as it is written. */

export type NoteBlock = { kind: 'heading' | 'text'; text: string } | { kind: 'list'; items: string[] };

export function blocksOf(markdown: string): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  for (const paragraph of markdown.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    let text: string[] = [];
    const flush = () => {
      if (text.length > 0) blocks.push({ kind: 'text', text: plain(text.join(' ')) });
      text = [];
    };
    for (const line of paragraph.split('\n')) {
      const heading = /^#{1,6}\s+(.+)$/.exec(line);
      const item = /^\s*[-*]\s+(.+)$/.exec(line);
      const last = blocks.at(-1);
      if (!heading && !item) {
        // A line that is moved in goes on with the item above it.
        if (/^\s+\S/.test(line) && last?.kind === 'list' && text.length === 0)
          last.items.push(`${last.items.pop()} ${plain(line)}`);
        else if (line.trim() !== '') text.push(line.trim());
        continue;
      }
      flush();
      const above = blocks.at(-1);
      if (heading) blocks.push({ kind: 'heading', text: plain(heading[1] ?? '') });
      else if (above?.kind === 'list') above.items.push(plain(item?.[1] ?? ''));
      else blocks.push({ kind: 'list', items: [plain(item?.[1] ?? '')] });
    }
    flush();
  }
  return blocks;
}

/** The notes of a version without the heading that only says which it is: that stands above them already. */
export function notesOf(markdown: string, version: string): NoteBlock[] {
  const [first, ...rest] = blocksOf(markdown);
  const isName = first?.kind === 'heading' && /^(lyceum\s+)?v?([\w.+-]+)$/i.exec(first.text)?.[2] === version;
  return isName ? rest : blocksOf(markdown);
}

/** Without the marks for bold, italics and code, and with the words of links only. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)(.+?)\1/g, '$2')
    .trim();
}
