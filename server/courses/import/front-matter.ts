import type { Problem } from './plan.ts';

export type FrontMatter = {
  title?: string;
  description?: string;
  section?: string;
  type?: 'quiz' | 'lesson';
  order?: number;
  /** Whole minutes. */
  duration?: number;
  mandatory?: boolean;
  passing_score?: number;
  /** Whole minutes; null is written as `none`. */
  time_limit?: number | null;
  max_attempts?: number;
};

export type FrontMatterRead = {
  values: FrontMatter;
  body: string;
  /** Lines taken by the front matter, so that line numbers of the body can be given in the file. */
  bodyLine: number;
  problems: Problem[];
};

type Reader = (text: string) => unknown;

const REFUSED = Symbol('refused');
const text: Reader = value => (value === '' ? REFUSED : value);
const number =
  (least: number, most: number, whole = true): Reader =>
  value => {
    const parsed = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    return parsed >= least && parsed <= most && (!whole || Number.isInteger(parsed)) ? parsed : REFUSED;
  };
const minutes: Reader = value => number(1, 6000)(value.replace(/(?<!\s)\s*(m|min|mins|minutes?)$/i, ''));
const yesNo: Reader = value => {
  if (/^(true|yes)$/i.test(value)) return true;
  return /^(false|no)$/i.test(value) ? false : REFUSED;
};

const READERS: Record<keyof FrontMatter, { read: Reader; wants: string }> = {
  title: { read: text, wants: 'text' },
  description: { read: text, wants: 'text' },
  section: { read: text, wants: 'text' },
  type: { read: value => (value === 'quiz' || value === 'lesson' ? value : REFUSED), wants: 'quiz or lesson' },
  order: { read: number(-100000, 100000, false), wants: 'a number' },
  duration: { read: minutes, wants: 'whole minutes' },
  mandatory: { read: yesNo, wants: 'yes or no' },
  passing_score: {
    read: value => number(0, 100)(value.replace(/(?<!\s)\s*%$/, '')),
    wants: 'a percentage from 0 to 100',
  },
  time_limit: { read: value => (value === 'none' ? null : minutes(value)), wants: 'whole minutes or none' },
  max_attempts: { read: number(1, 100), wants: 'a whole number from 1' },
};

/**
 * Reads the block between two `---` lines at the top of a Markdown file: one `name: value` a line, values plain or in quotes.
 * This is a strict small part of YAML on purpose: what it cannot read is reported with its line and has no effect.
 */
export function readFrontMatter(source: string, path: string): FrontMatterRead {
  const lines = source.split('\n');
  const none: FrontMatterRead = { values: {}, body: source, bodyLine: 0, problems: [] };
  if (!/^---\s*$/.test(lines[0] ?? '')) return none;
  const end = lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line));
  if (end < 0) return none;
  const fields = lines.slice(1, end);
  // A line of dashes also opens a page that starts with a rule: without any `name:` it is not front matter.
  if (fields.some(line => line.trim() !== '') && !fields.some(line => /^[\w-]+\s*:/.test(line))) return none;
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  fields.forEach((line, at) => {
    const fault = readField(line, values);
    if (fault) problems.push({ severity: 'warning', path, line: at + 2, code: 'front_matter', message: fault });
  });
  return { values, body: lines.slice(end + 1).join('\n'), bodyLine: end + 1, problems };
}

function readField(line: string, values: Record<string, unknown>): string | null {
  if (line.trim() === '' || line.trimStart().startsWith('#')) return null;
  const match = /^([\w-]+)\s*:\s*(.*)$/.exec(line);
  if (!match) return `This line of the front matter is not “name: value” and is ignored: ${line.trim().slice(0, 80)}`;
  const name = (match[1] ?? '').toLowerCase().replaceAll('-', '_');
  if (!Object.hasOwn(READERS, name)) return `“${match[1]}” is not a setting of a lesson or quiz and is ignored.`;
  if (name in values) return `“${name}” is given twice; the first one counts.`;
  const reader = READERS[name as keyof FrontMatter];
  const value = reader.read(unquoted(match[2] ?? ''));
  if (value === REFUSED) return `“${name}” must be ${reader.wants}; it is ignored.`;
  values[name] = value;
  return null;
}

function unquoted(raw: string): string {
  const value = raw.trim();
  const quoted = /^"(.*)"$|^'(.*)'$/.exec(value);
  if (quoted) return (quoted[1] ?? quoted[2] ?? '').replaceAll('\\"', '"').replaceAll("''", "'").trim();
  return value.replace(/(?<!\s)\s+#.*$/, '').trim();
}
