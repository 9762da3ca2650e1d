import { describe, expect, test } from 'vitest';
import { isWorthSending, mayCount, merged, overtaken, reportOf, secondsBetween, type Unsent } from './reporter.ts';

const unsent = (fields: Partial<Unsent> = {}): Unsent => ({
  userId: 1,
  courseId: 2,
  moduleId: 3,
  seconds: 0,
  at: 1000,
  ...fields,
});
const reading = { visible: true, playing: false, lastInput: 0 };

describe('seconds of study', () => {
  test('count while the page is seen and used', () => {
    expect(secondsBetween(1000, 2000, reading)).toBe(1);
  });
  test('do not count while the page is hidden', () => {
    expect(secondsBetween(1000, 2000, { ...reading, visible: false })).toBe(0);
  });
  test('stop two minutes after the last key, but not while a film plays', () => {
    expect(secondsBetween(119_000, 119_900, reading)).toBeCloseTo(0.9);
    expect(secondsBetween(120_000, 121_000, reading)).toBe(0);
    expect(secondsBetween(120_000, 121_000, { ...reading, playing: true })).toBe(1);
  });
  test('do not count what a sleeping machine missed, nor a clock put back', () => {
    expect(secondsBetween(1000, 61_000, { ...reading, playing: true })).toBe(0);
    expect(secondsBetween(2000, 1000, reading)).toBe(0);
  });
});

describe('two windows', () => {
  const counter = { tab: 'a', at: 10_000 };
  test('only one of them counts, the one in front', () => {
    expect(mayCount(counter, 'a', false, 11_000)).toBe(true);
    expect(mayCount(counter, 'b', false, 11_000)).toBe(false);
    expect(mayCount(counter, 'b', true, 11_000)).toBe(true);
  });
  test('the second goes on when the first is gone', () => {
    expect(mayCount(counter, 'b', false, 13_001)).toBe(true);
    expect(mayCount(null, 'b', false, 0)).toBe(true);
  });
});

describe('a report', () => {
  test('takes whole seconds and leaves the rest for the next', () => {
    const { report, rest } = reportOf(unsent({ seconds: 10.4, position: 61.5 }));
    expect(report).toEqual({ time_spent: 10, last_position: 61.5 });
    expect(rest.seconds).toBeCloseTo(0.4);
    expect(isWorthSending(rest)).toBe(false);
  });
  test('over a long time without connection is sent in parts the server takes, no second twice', () => {
    let left: Unsent = unsent({ seconds: 8000, completed: true });
    const sent: number[] = [];
    while (isWorthSending(left)) {
      const { report, rest } = reportOf(left);
      sent.push(report.time_spent ?? 0);
      left = rest;
    }
    expect(sent).toEqual([3600, 3600, 800]);
  });
  test('that failed is put before what happened since', () => {
    const failed = unsent({ seconds: 10, position: 50, completed: true, at: 1000 });
    expect(merged(failed, unsent({ seconds: 3, position: 53, at: 4000 }))).toMatchObject({
      seconds: 13,
      position: 53,
      completed: true,
      at: 4000,
    });
    expect(merged(failed, unsent({ seconds: 3, at: 4000 })).position).toBe(50);
  });
  test('of nothing is not sent, and of being done is, without a second', () => {
    expect(isWorthSending(null)).toBe(false);
    expect(isWorthSending(unsent({ seconds: 0.9 }))).toBe(false);
    expect(isWorthSending(unsent({ completed: true }))).toBe(true);
    expect(isWorthSending(unsent({ position: 0 }))).toBe(true);
  });
});

describe('what a closed page left', () => {
  test('keeps its place while nobody went on elsewhere', () => {
    expect(overtaken(unsent({ position: 90, seconds: 5 }), 999)).toMatchObject({ position: 90, seconds: 5 });
    expect(overtaken(unsent({ position: 90 }), null).position).toBe(90);
  });
  test('loses its place, not its seconds, when another device was used since', () => {
    expect(overtaken(unsent({ position: 90, seconds: 5, completed: true }), 1001)).toMatchObject({
      position: undefined,
      seconds: 5,
      completed: true,
    });
  });
});
