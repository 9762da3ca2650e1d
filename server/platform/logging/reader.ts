/** Reads the log files backwards, newest line first, piece by piece: however large they are, little of them is in memory. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sentenceOf } from './labels.ts';

export const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];

const NUMBER_OF: Record<Level, number> = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

/** A place between two lines: number of the file and bytes from its start. Written `3:1200`. */
interface Place {
  file: number;
  offset: number;
}

export interface LogLine {
  /** Place of the line in the files. */
  id: string;
  /** UTC instant; null for the last words of a process that crashed. */
  at: string | null;
  level: Level;
  role: string | null;
  pid: number | null;
  label: string;
  /** The line for people, in English. */
  sentence: string;
  /** What else stands in the line. */
  fields: Record<string, unknown>;
}

export interface LogFilter {
  /** This level and those above it. */
  level?: Level | undefined;
  role?: string | undefined;
  /** Anywhere in the line, in any case. */
  text?: string | undefined;
  request_id?: string | undefined;
  /** UTC instants. */
  from?: string | undefined;
  to?: string | undefined;
}

export interface LogPage {
  /** Newest first. */
  lines: LogLine[];
  /** Where to read on backwards; null at the very beginning. */
  older: string | null;
  /** Where what is written from now on will begin. */
  newer: string;
}

export interface Reading extends LogFilter {
  limit: number;
  /** Lines before this place only. */
  before?: string | undefined;
  /** Lines from this place on only. */
  after?: string | undefined;
}

const CHUNK = 256 * 1024;
/** So much is looked at for one answer; whoever filters for something rare asks again with `older`. */
const MOST_BYTES = 16 * 1024 * 1024;

export async function readLog(folder: string, reading: Reading): Promise<LogPage> {
  const files = await filesIn(folder);
  const before = placeOf(reading.before);
  const after = placeOf(reading.after);
  const lines: LogLine[] = [];
  let newest: Place | null = null;
  let looked = 0;
  for (const { number, path, size } of files.toReversed()) {
    if ((before && number > before.file) || (after && number < after.file)) continue;
    const end = before?.file === number ? Math.min(before.offset, size) : size;
    for await (const { text, offset, next } of linesBackwards(path, end)) {
      newest ??= { file: number, offset: next };
      if (after?.file === number && offset < after.offset) return { lines, older: null, newer: written(newest) };
      const line = parseLine(text, { file: number, offset });
      if (reading.from && line.at && line.at < reading.from) return { lines, older: null, newer: written(newest) };
      if (matches(line, text, reading)) lines.push(line);
      looked += next - offset;
      if (lines.length === reading.limit || looked > MOST_BYTES)
        return { lines, older: written({ file: number, offset }), newer: written(newest) };
    }
  }
  const last = files.at(-1);
  const newer = newest ?? after ?? { file: last?.number ?? 0, offset: 0 };
  return { lines, older: null, newer: written(newer) };
}

/** The numbered files, oldest first. */
async function filesIn(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const numbered = names.flatMap(name => {
    const number = /^lyceum\.(\d+)\.log$/.exec(name)?.[1];
    return number === undefined ? [] : [{ number: Number(number), path: join(folder, name) }];
  });
  const sized = await Promise.all(
    numbered.map(async file => ({
      ...file,
      size: await stat(file.path).then(
        ({ size }) => size,
        () => 0,
      ),
    })),
  );
  return sized.toSorted((a, b) => a.number - b.number);
}

/** Whole lines only, from `end` to the start of the file; a line that is still being written is left out. */
async function* linesBackwards(path: string, end: number) {
  const file = await open(path).catch(() => null);
  if (!file) return;
  try {
    let position = end;
    let rest: Buffer = Buffer.alloc(0);
    let whole = false;
    while (position > 0) {
      const size = Math.min(CHUNK, position);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, position - size);
      position -= size;
      let data: Buffer = Buffer.concat([buffer.subarray(0, bytesRead), rest]);
      if (!whole) {
        data = data.subarray(0, data.lastIndexOf(NEWLINE) + 1);
        whole = data.length > 0;
      }
      let stop = data.length;
      for (let at = lineStart(data, stop); at > 0; at = lineStart(data, stop)) {
        yield { text: data.toString('utf8', at, stop - 1), offset: position + at, next: position + stop };
        stop = at;
      }
      rest = data.subarray(0, stop);
    }
    if (rest.length > 0) yield { text: rest.toString('utf8', 0, rest.length - 1), offset: 0, next: rest.length };
  } finally {
    await file.close();
  }
}

const NEWLINE = 0x0a;

/** Start of the line that ends before `stop`; 0 when it begins further back than the data. */
const lineStart = (data: Buffer, stop: number) => (stop < 2 ? 0 : data.lastIndexOf(NEWLINE, stop - 2) + 1);

function parseLine(text: string, place: Place): LogLine {
  const id = written(place);
  try {
    const { level, time, role, pid, msg, hostname: _, ...fields } = JSON.parse(text) as Record<string, unknown>;
    const label = typeof msg === 'string' ? msg : '';
    return {
      id,
      at: typeof time === 'number' ? new Date(time).toISOString() : null,
      level: LEVELS.findLast(one => NUMBER_OF[one] <= Number(level)) ?? 'debug',
      role: typeof role === 'string' ? role : null,
      pid: typeof pid === 'number' ? pid : null,
      label,
      sentence: sentenceOf(label, fields),
      fields,
    };
  } catch {
    return {
      id,
      at: null,
      level: 'error',
      role: null,
      pid: null,
      label: '',
      sentence: text.slice(0, 2000),
      fields: {},
    };
  }
}

function matches(line: LogLine, raw: string, { level, role, text, request_id, to }: LogFilter): boolean {
  if (level && NUMBER_OF[line.level] < NUMBER_OF[level]) return false;
  if (role && line.role !== role) return false;
  if (request_id && line.fields['requestId'] !== request_id) return false;
  if (to && line.at && line.at > to) return false;
  return !text || `${line.sentence}\n${raw}`.toLowerCase().includes(text.toLowerCase());
}

const written = ({ file, offset }: Place) => `${file}:${offset}`;

function placeOf(text: string | undefined): Place | null {
  const [, file, offset] = /^(\d+):(\d+)$/.exec(text ?? '') ?? [];
  return file === undefined || offset === undefined ? null : { file: Number(file), offset: Number(offset) };
}
