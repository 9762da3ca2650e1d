import { describe, expect, it } from 'vitest';
import { newsOf, toldAfter, type Watched } from './alerts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1000 * HOUR;
const one = (change: Partial<Watched>): Watched => ({
  name: 'disk',
  state: 'warning',
  since: NOW - HOUR,
  silenced: false,
  told: null,
  ...change,
});
const kinds = (watched: Watched, least: 'warning' | 'failing' = 'warning', last: number | null = null) =>
  newsOf([watched], least, last, NOW).map(news => news.kind);
const told = (state: 'warning' | 'failing', ago: number) => ({ state, at: NOW - ago, title: 'The disk is full.' });

describe('one issue', () => {
  it('is told once it lasts, and what fails at once', () => {
    expect(kinds(one({}))).toEqual(['begun']);
    expect(kinds(one({ since: NOW - MINUTE }))).toEqual([]);
    expect(kinds(one({ since: NOW, state: 'failing' }))).toEqual(['begun']);
  });
  it('is told again after a day, not before', () => {
    expect(kinds(one({ told: told('warning', 23 * HOUR) }))).toEqual([]);
    expect(kinds(one({ told: told('warning', 24 * HOUR) }))).toEqual(['again']);
  });
  it('is told when it grows worse, and when it is over', () => {
    expect(kinds(one({ state: 'failing', told: told('warning', HOUR) }))).toEqual(['begun']);
    expect(kinds(one({ state: 'warning', told: told('failing', HOUR) }))).toEqual([]);
    expect(kinds(one({ state: 'ok', told: told('warning', HOUR) }))).toEqual(['over']);
    expect(kinds(one({ state: 'ok' }))).toEqual([]);
  });
  it('is not told while it is silenced, or below what people want to hear', () => {
    expect(kinds(one({ silenced: true }))).toEqual([]);
    expect(kinds(one({ silenced: true, state: 'ok', told: told('warning', HOUR) }))).toEqual([]);
    expect(kinds(one({}), 'failing')).toEqual([]);
  });
  it('is told again when the clock was set back behind the last time', () => {
    expect(kinds(one({ told: told('warning', -5 * HOUR) }))).toEqual(['again']);
  });
});

it('messages keep five minutes apart, unless something fails', () => {
  expect(kinds(one({}), 'warning', NOW - MINUTE)).toEqual([]);
  expect(kinds(one({ state: 'failing' }), 'warning', NOW - MINUTE)).toEqual(['begun']);
  expect(kinds(one({}), 'warning', NOW - 5 * MINUTE)).toEqual(['begun']);
});

it('a day of trouble that comes and goes every minute makes a handful of messages, not a flood', () => {
  let last: number | null = null;
  let messages = 0;
  let remembered: Watched['told'] = null;
  for (let minute = 0; minute < 24 * 60; minute++) {
    const now = NOW + minute * MINUTE;
    // The damping before this rule holds it for a quarter of an hour; here the worst that gets through.
    const state = Math.floor(minute / 15) % 2 === 0 ? 'warning' : 'ok';
    const since = now - (minute % 15) * MINUTE;
    const [news] = newsOf([one({ state, since, told: remembered })], 'warning', last, now);
    if (!news) continue;
    messages++;
    last = now;
    remembered = toldAfter(news.kind, state, 'The disk is full.', now);
  }
  expect(messages).toBeLessThanOrEqual(96);
  expect(messages).toBeGreaterThan(0);
});
