import { expect, test } from 'vitest';
import { crashesInRow, crashReason, HEALTHY_MS, pauseAfter } from './crashes.ts';

test('pauses grow fourfold up to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map(pauseAfter)).toEqual([100, 400, 1600, 6400, 25_600, 30_000, 30_000]);
});

test('a healthy minute wipes the slate', () => {
  expect(crashesInRow(3, HEALTHY_MS - 1)).toBe(4);
  expect(crashesInRow(3, HEALTHY_MS)).toBe(1);
});

test('the reason names the worker, and what it said before how it ended', () => {
  expect(crashReason('web', { code: null, signal: 'SIGSEGV' })).toBe('A web worker was ended by SIGSEGV.');
  expect(crashReason('jobs', { code: 3, signal: null })).toBe('The jobs worker ended with code 3.');
  expect(crashReason('web', { code: 70, signal: null }, 'no such table')).toBe(
    'A web worker stopped because of an error: no such table',
  );
});
