import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { minute } from '../../../tests/factories/recording.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../tests/harness/folders.ts';
import { MINUTES_KEPT, openRecorder } from './recorder.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
const YEAR = 365 * DAY;
const folders: TemporaryFolder[] = [];
afterEach(() => {
  for (const one of folders.splice(0)) one.remove();
});
function folder(name: string): TemporaryFolder {
  const made = temporaryFolder(name);
  folders.push(made);
  return made;
}
const START = Date.parse('2026-01-01T00:00:00.000Z');

test('a year of minutes takes no more room than three days, and the last three days are there', () => {
  const place = folder('recorder-year');
  const recorder = openRecorder(place.path);
  let afterThreeDays = 0;
  for (let day = 0; day < 365; day++) {
    const first = day * DAY;
    const at = START + first * MINUTE;
    recorder.addMinutes(
      Array.from({ length: DAY }, (_, index) => minute(at + index * MINUTE, { requests: first + index })),
    );
    recorder.addDay({ at, disk_free: 1e9, disk_total: 2e9 });
    for (let event = 0; event < 5; event++)
      recorder.addEvent({ at, code: 'issue-begun', values: { title: 'The disk is slow.' } });
    if (day === 6) afterThreeDays = recorder.bytes();
  }
  const end = START + YEAR * MINUTE;
  const kept = recorder.minutes(0, end);
  expect(kept.length).toBe(MINUTES_KEPT);
  expect([kept[0]?.requests, kept.at(-1)?.requests]).toEqual([YEAR - MINUTES_KEPT, YEAR - 1]);
  expect(recorder.events(0, end).length).toBe(500);
  expect(recorder.days().length).toBe(365);
  expect(recorder.bytes()).toBeLessThan(afterThreeDays * 1.25);
  expect(recorder.bytes()).toBeLessThan(8_000_000);
  recorder.close();
}, 120_000);

test('a clock that jumps through the ages takes no more room either, and shows nothing of the future', () => {
  const place = folder('recorder-jumps');
  const recorder = openRecorder(place.path);
  for (const at of [0, -5 * MINUTE, START, START + 50 * YEAR * MINUTE, START + MINUTE])
    recorder.addMinutes(Array.from({ length: MINUTES_KEPT }, (_, index) => minute(at + index * MINUTE)));
  expect(recorder.minutes(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).length).toBeLessThanOrEqual(MINUTES_KEPT);
  const now = START + 100 * MINUTE;
  expect(recorder.minutes(START, now).every(row => row.at <= now)).toBe(true);
  recorder.close();
});

test('what was written is there after it was opened again; a damaged file is begun anew', () => {
  const place = folder('recorder-again');
  const first = openRecorder(place.path);
  first.addMinutes([minute(START)]);
  first.note('alive', START);
  first.close();
  const again = openRecorder(place.path);
  expect([again.minutes(0, START).length, again.noted('alive'), again.noted('nothing')]).toEqual([1, START, null]);
  again.close();
  const file = join(place.path, 'recorder.db');
  truncateSync(file, 100);
  writeFileSync(file, 'this is no database at all, but long enough to be looked at as one'.repeat(40));
  const anew = openRecorder(place.path);
  expect(anew.minutes(0, START)).toEqual([]);
  anew.close();
});
