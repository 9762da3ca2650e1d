import { expect, test } from 'vitest';
import type { ServerReport, ServerState } from '../../server/supervisor/contract.ts';
import { quarterOf, trayView } from './tray-rules.ts';

const attached = (state: ServerState, operation: Partial<NonNullable<ServerReport['operation']>> | null = null) => ({
  name: 'attached' as const,
  report: { state, operation } as ServerReport,
});

test('running, and with something that needs attention', () => {
  expect(trayView(attached({ name: 'ready' }), null)).toMatchObject({
    face: 'running',
    canBackUp: true,
    canStop: true,
  });
  expect(trayView(attached({ name: 'ready' }), 'The backup disk is not connected.')).toMatchObject({
    face: 'attention',
    line: 'The backup disk is not connected.',
  });
});

test('an operation shows how far it is, whatever the server does meanwhile; afterwards it is forgotten', () => {
  const title = 'Restore to Thursday';
  const running = { title, progress: 0.42, ended_at: null };
  expect(trayView(attached({ name: 'operating' }, running), 'Trouble')).toMatchObject({
    face: 'operation',
    line: 'Restore to Thursday: 42 %',
    progress: 0.42,
    canStop: false,
  });
  expect(trayView(attached({ name: 'ready' }, { ...running, ended_at: '2026' }), null).face).toBe('running');
  expect([0, 0.24, 0.25, 0.99, 1].map(quarterOf)).toEqual([0, 0, 1, 3, 3]);
});

test('a server that is down can be started, one that starts cannot', () => {
  const trouble = { kind: 'crashed' as const };
  expect(trayView({ name: 'stopped' }, null)).toMatchObject({ face: 'stopped', canStart: true, canStop: false });
  expect(trayView({ name: 'failed', reason: 'x', trouble }, null)).toMatchObject({ face: 'attention', canStart: true });
  expect(trayView({ name: 'starting' }, null)).toMatchObject({ face: 'starting', canStart: false });
  expect(trayView({ name: 'withheld' }, null).face).toBe('attention');
});
