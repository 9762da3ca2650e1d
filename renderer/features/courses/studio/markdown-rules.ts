/** What the toolbar does to a text, as values: the text, and what is selected afterwards. Pure. */
export interface Written {
  text: string;
  /** Selection from and to, as offsets. */
  from: number;
  to: number;
}

export type Mark = 'bold' | 'italic' | 'code' | 'link' | 'heading' | 'list' | 'numbers';

const around = { bold: '**', italic: '_', code: '`' } as const;

export function withMark(written: Written, mark: Mark): Written {
  if (mark === 'bold' || mark === 'italic' || mark === 'code') return wrapped(written, around[mark]);
  if (mark === 'link') return linked(written);
  return prefixed(written, mark);
}

/** Puts signs around the selection, or takes them away when they are there already. */
function wrapped({ text, from, to }: Written, sign: string): Written {
  const inside = text.slice(from, to);
  const [before, after] = [text.slice(0, from), text.slice(to)];
  if (before.endsWith(sign) && after.startsWith(sign))
    return {
      text: before.slice(0, -sign.length) + inside + after.slice(sign.length),
      from: from - sign.length,
      to: to - sign.length,
    };
  return { text: before + sign + inside + sign + after, from: from + sign.length, to: to + sign.length };
}

/** Leaves the address selected, to be typed over. */
function linked({ text, from, to }: Written): Written {
  const words = text.slice(from, to);
  const start = from + words.length + 3;
  const address = 'https://';
  return {
    text: `${text.slice(0, from)}[${words}](${address})${text.slice(to)}`,
    from: start,
    to: start + address.length,
  };
}

const prefixes = { heading: /^#{1,6} /, list: /^[-*] /, numbers: /^\d+\. / };

/** Begins every line of the selection as a heading or list item; once more takes it back. */
function prefixed({ text, from, to }: Written, mark: 'heading' | 'list' | 'numbers'): Written {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to);
  const end = next === -1 ? text.length : next;
  const lines = text.slice(start, end).split('\n');
  const own = prefixes[mark];
  const all = lines.every(line => own.test(line));
  const bare = lines.map(line => Object.values(prefixes).reduce((rest, prefix) => rest.replace(prefix, ''), line));
  const sign = (index: number) => ({ heading: '## ', list: '- ', numbers: `${index + 1}. ` })[mark];
  const changed = (all ? bare : bare.map((line, index) => sign(index) + line)).join('\n');
  return { text: text.slice(0, start) + changed + text.slice(end), from: start, to: start + changed.length };
}

/** Text in place of the selection, on a line of its own; the cursor stands behind it. */
export function withBlock({ text, from, to }: Written, block: string): Written {
  const before = text.slice(0, from);
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const at = from + gap.length + block.length;
  return { text: `${before}${gap}${block}\n\n${text.slice(to).replace(/^\n+/, '')}`, from: at, to: at };
}

/** Words of a text as the reader counts them, and whole minutes to read them at 200 a minute. */
export function readingOf(text: string): { words: number; minutes: number } {
  const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return { words, minutes: Math.ceil(words / 200) };
}
