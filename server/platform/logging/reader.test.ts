import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLog } from './reader.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lyceum-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const START = Date.UTC(2026, 10, 21);
const line = (n: number, more: object = {}) =>
  `${JSON.stringify({ level: n % 10 === 0 ? 50 : 30, time: START + n * 1000, role: n % 2 ? 'web' : 'jobs', pid: 7, ...more, msg: 'job done', name: `é${n}` })}\n`;
const put = (number: number, text: string) => writeFileSync(join(folder, `lyceum.${number}.log`), text);
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i)).join('');
const names = (page: { lines: { fields: Record<string, unknown> }[] }) => page.lines.map(one => one.fields['name']);

test('pages go backwards over rotated files and come to every line once', async () => {
  put(9, lines(0, 5000));
  put(10, lines(5000, 9000));
  put(11, '');
  const seen: unknown[] = [];
  let before: string | undefined;
  do {
    const page = await readLog(folder, { limit: 700, before });
    seen.push(...names(page));
    before = page.older ?? undefined;
  } while (before);
  expect(seen).toEqual(Array.from({ length: 9000 }, (_, i) => `é${8999 - i}`));
});

test('level, role, text, request id and time narrow it down', async () => {
  put(1, lines(0, 100) + line(100, { requestId: 'abcdefgh' }));
  expect(names(await readLog(folder, { limit: 5, level: 'error' }))).toEqual(['é100', 'é90', 'é80', 'é70', 'é60']);
  expect(names(await readLog(folder, { limit: 2, role: 'web' }))).toEqual(['é99', 'é97']);
  expect(names(await readLog(folder, { limit: 5, text: 'THE JOB “É42” IS' }))).toEqual(['é42']);
  expect(names(await readLog(folder, { limit: 5, request_id: 'abcdefgh' }))).toEqual(['é100']);
  const from = new Date(START + 50_000).toISOString();
  const to = new Date(START + 52_000).toISOString();
  expect(names(await readLog(folder, { limit: 50, from, to }))).toEqual(['é52', 'é51', 'é50']);
});

test('what is written later is found from the place where reading ended, also in the next file', async () => {
  put(1, lines(0, 3));
  const { newer } = await readLog(folder, { limit: 10 });
  put(1, lines(0, 5) + line(5).slice(0, 20));
  put(2, lines(6, 8));
  const page = await readLog(folder, { limit: 10, after: newer });
  expect(names(page)).toEqual(['é7', 'é6', 'é4', 'é3']);
  expect(names(await readLog(folder, { limit: 10, after: page.newer }))).toEqual([]);
});

test('the last words of a process that crashed are shown as they are; no folder is no line', async () => {
  put(1, `${line(1)}FATAL ERROR: out of memory\n`);
  const [words] = (await readLog(folder, { limit: 10 })).lines;
  expect(words).toMatchObject({ level: 'error', at: null, sentence: 'FATAL ERROR: out of memory' });
  expect(await readLog(join(folder, 'none'), { limit: 10 })).toEqual({ lines: [], older: null, newer: '0:0' });
});
