/** The page about ASVS names every requirement of levels 1 and 2 once, gives each a state, and points at files that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Sections of ASVS 5.0.0: how many requirements of levels 1 and 2 each has. They come first in their sections; what follows them is
 * level 3.
 */
const SECTIONS = new Map(
  `
    1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2
    4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2
    7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3
    11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3
    15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
  `
    .trim()
    .split(/\s+/)
    .map(entry => entry.split(':'))
    .map(([section = '', count]) => [section, Number(count)]),
);

const page = readFileSync(resolve(ROOT, 'docs/security/asvs.md'), 'utf8');
const rows = page
  .split('\n')
  .filter(line => /^\| \d/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, id = '', level = '', about = '', state = '', where = '']) => ({ id, level, about, state, where }));

it('names every requirement of levels 1 and 2, each once and in order', () => {
  const wanted = [...SECTIONS].flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  );
  expect(wanted).toHaveLength(253);
  expect(rows.map(({ id }) => id)).toEqual(wanted);
});

it('gives each a level and a state, and what is open says with what it is closed', () => {
  for (const { id, level, state, about } of rows) {
    expect(level, id).toMatch(/^[12]$/);
    expect(state, id).toMatch(/^(met|part|n\/a|open: [\w ]+)$/);
    expect(about.length, id).toBeGreaterThan(5);
  }
  expect(rows.filter(({ level }) => level === '1')).toHaveLength(70);
});

it('says of whatever is met or left out where it shows, or why', () => {
  const silent = rows.filter(({ state, where }) => !state.startsWith('open') && where.length < 5);
  expect(silent).toEqual([]);
  const met = rows.filter(({ state }) => state === 'met');
  expect(met.filter(({ where }) => where.includes('`')).length / met.length).toBeGreaterThan(0.95);
});

it('names no file that is not there', () => {
  const named = rows.flatMap(({ id, where }) =>
    [...where.matchAll(/`([^`\s]+\/[^`\s]+)`/g)].map(match => [id, match[1] ?? '']),
  );
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter(([, path = '']) => !existsSync(resolve(ROOT, path)))).toEqual([]);
});

it('counts right', () => {
  const count = (start: string) => rows.filter(({ state }) => state.startsWith(start)).length;
  const said = `${rows.length} requirements: ${count('met')} met, ${count('part')} in part, ${count('n/a')} not applicable, ${count('open')} open.`;
  expect(page).toContain(said);
});
