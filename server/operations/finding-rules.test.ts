import { expect, test } from 'vitest';
import type { OperationOutcome } from '../supervisor/contract.ts';
import { findingOf, NOTHING_UNDONE } from './finding-rules.ts';

const ended = (change: Partial<OperationOutcome>): OperationOutcome => ({
  id: 'a',
  kind: 'restore',
  title: 'Restore to Thursday',
  state: 'rolled-back',
  reason: 'The disk is full.',
  cause: 'fault',
  started_at: '2026-11-21T09:00:00.000Z',
  ended_at: '2026-11-21T09:01:00.000Z',
  ...change,
});

test('what did not work says why, that nothing is lost, and where to go', () => {
  const found = findingOf(ended({}));
  expect(found).toMatchObject({ state: 'warning', code: 'restore-undone', title: 'The restore did not work.' });
  expect(found.detail).toContain('no person, answer or file is lost. Why: The disk is full.');
  expect(found.remedy).toMatchObject({ label: 'Open backups', action: { path: '/backups' } });
  expect(findingOf(ended({ kind: 'move-database' })).remedy?.action).toMatchObject({ path: '/settings/database' });
});

test('a power cut is told apart, and one that could not be undone is worse', () => {
  expect(findingOf(ended({ cause: 'interrupted' })).code).toBe('restore-interrupted');
  expect(findingOf(ended({ state: 'failed' }))).toMatchObject({ state: 'failing', code: 'restore-failed' });
});

test('nobody is warned of what was done, or of what somebody called off', () => {
  expect(findingOf(ended({ state: 'done', reason: null, cause: null }))).toBe(NOTHING_UNDONE);
  expect(findingOf(ended({ cause: 'cancelled' }))).toBe(NOTHING_UNDONE);
});
