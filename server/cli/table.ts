/** Columns of text, as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[], heads?: readonly string[]): string {
  const all = heads ? [heads, ...rows] : rows;
  const columns = Math.max(0, ...all.map(row => row.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...all.map(row => width(row[i] ?? ''))));
  return all
    .map(row =>
      row
        .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Letters as people count them. */
const segmenter = new Intl.Segmenter();
const width = (text: string) => [...segmenter.segment(text)].length;

/** `1.4 MB`; powers of 1000 as disks are sold. */
export function bytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** `2026-11-21 14:05` of an instant, in the time zone of the machine. */
export function moment(at: string | null): string {
  if (at === null) return '–';
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
