import { expect, test } from 'vitest';
import type { UpkeepReport } from '../../../server/upkeep/contract.ts';
import { judge } from './judgement.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const step = (state: 'done' | 'warning', reason: string | null = null) => ({
  name: 'disk',
  state,
  counts: {},
  bytes_freed: 0,
  seconds: 0,
  longest_write_ms: null,
  reason,
});
const report = (hours: number, state: UpkeepReport['state'], steps = [step('done')]): UpkeepReport => ({
  id: 1,
  occasion: 'night',
  state,
  started_at: new Date(NOW - hours * 3_600_000).toISOString(),
  ended_at: new Date(NOW - hours * 3_600_000).toISOString(),
  bytes_freed: 0,
  steps,
});

test('the newest report decides what is said', () => {
  expect(judge([], NOW)).toEqual({ kind: 'young' });
  expect(judge([report(6, 'done'), report(80, 'attention')], NOW)).toEqual({ kind: 'well' });
  expect(judge([report(6, 'cut-short')], NOW)).toEqual({ kind: 'cut-short' });
  expect(judge([report(49, 'done')], NOW)).toEqual({ kind: 'late', days: 2 });
  expect(judge([report(6, 'attention', [step('warning', 'The disk is full.')])], NOW)).toEqual({
    kind: 'attention',
    count: 1,
    reasons: ['The disk is full.'],
  });
});
