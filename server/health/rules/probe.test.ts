import { expect, test } from 'vitest';
import { atMostWarning, diskVerdict, memoryVerdict, worst } from './probe.ts';

test.each([
  [500, 'ok'],
  [101, 'ok'],
  [100, 'failing'],
  [19, 'failing'],
  [0, 'failing'],
])('of 1000 GB, %d free: %s', (free, state) => {
  expect(diskVerdict({ free: free * 1e9, total: 1000e9 }).state).toBe(state);
});

test('a disk of which nothing is known is none that can be written to', () => {
  expect(diskVerdict({ free: 0, total: 0 }).state).toBe('failing');
});

test.each([
  [0.5, 'ok'],
  [0.89, 'ok'],
  [0.9, 'failing'],
  [0.99, 'failing'],
])('%d of the memory in use: %s', (used, state) => {
  expect(memoryVerdict(used).state).toBe(state);
});

test('the worst of all is what is answered, and late work is a warning at the most', () => {
  expect(worst([{ state: 'ok' }, { state: 'warning' }])).toBe('warning');
  expect(worst([{ state: 'ok' }, { state: 'warning' }, { state: 'failing' }])).toBe('failing');
  expect(worst([{ state: 'ok' }])).toBe('ok');
  expect(atMostWarning('failing')).toBe('warning');
  expect(atMostWarning('ok')).toBe('ok');
});
