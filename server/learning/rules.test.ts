import { describe, expect, it } from 'vitest';
import { completes, isComplete, percentage, plausibleSeconds } from './rules.ts';

describe('completing a module', () => {
  const seen = { contentType: 'markdown', asked: false, position: 0, duration: null } as const;

  it.each(['markdown', 'pdf', 'file'] as const)('takes the learner’s word for %s', contentType => {
    expect(completes({ ...seen, contentType, asked: true })).toBe(true);
    expect(completes({ ...seen, contentType })).toBe(false);
  });

  it.each(['video', 'audio'] as const)('needs nine tenths of a %s whose length is known', contentType => {
    const film = { ...seen, contentType, duration: 100 };
    expect(completes({ ...film, position: 89.9, asked: true })).toBe(false);
    expect(completes({ ...film, position: 90 })).toBe(true);
  });

  it.each([null, 0])('takes the learner’s word for a film of length %s', duration => {
    expect(completes({ ...seen, contentType: 'video', duration, asked: true })).toBe(true);
    expect(completes({ ...seen, contentType: 'video', duration, position: 1000 })).toBe(false);
  });

  it('never completes a quiz', () => {
    expect(completes({ ...seen, contentType: 'quiz', asked: true, position: 1, duration: 1 })).toBe(false);
  });
});

describe('believing reported time', () => {
  const since = '2026-11-21T09:00:00.000Z';
  const after = (seconds: number) => Date.parse(since) + seconds * 1000;

  it.each([
    ['all of it when that much time passed', 30, 30, 30],
    ['at most ten seconds more than passed', 300, 60, 70],
    ['ten seconds when nothing passed', 300, 0, 10],
    ['ten seconds when the clock went back', 300, -3600, 10],
    ['whole seconds', 4.6, 60, 5],
    ['nothing when nothing is reported', 0, 3600, 0],
    ['the first report of a module', 300, null, 300],
  ])('%s', (_what, reported, passed, believed) => {
    const [last, now] = passed === null ? [null, after(0)] : [since, after(passed)];
    expect(plausibleSeconds(reported, last, now)).toBe(believed);
  });
});

describe('the percentage of a course', () => {
  const counts = (mandatoryDone: number, mandatoryTotal: number, done = mandatoryDone, total = mandatoryTotal) => ({
    mandatoryDone,
    mandatoryTotal,
    done,
    total,
  });

  it.each([
    ['counts mandatory modules only', counts(1, 2, 5, 10), 50],
    ['counts all where none is mandatory', counts(0, 0, 1, 4), 25],
    ['is 0 without modules', counts(0, 0), 0],
    ['is rounded down, so that 100 means everything', counts(1999, 2000), 99.9],
    ['has one decimal', counts(1, 3), 33.3],
    ['is 100 when all is done', counts(3, 3, 3, 9), 100],
  ])('%s', (_what, given, expected) => {
    expect(percentage(given)).toBe(expected);
  });

  it('completes the course at 100 and never without modules', () => {
    expect(isComplete(counts(3, 3, 3, 9))).toBe(true);
    expect(isComplete(counts(1999, 2000))).toBe(false);
    expect(isComplete(counts(0, 0))).toBe(false);
  });
});
