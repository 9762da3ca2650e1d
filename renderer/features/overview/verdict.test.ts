import { expect, test } from 'vitest';
import type { Health } from '../../../server/site/contract.ts';
import { learnersAddress, spoken } from '../../platform/addresses.ts';
import { graphOf, judge, sharesOf } from './verdict.ts';

const health = (states: Record<string, 'ok' | 'warning' | 'failing'>): Health => ({
  state: 'ok',
  version: '1.0.0',
  uptime_seconds: 5,
  checks: Object.entries(states).map(([name, state]) => ({ name, state, detail: `${name} says` })),
});

test('all is well only when every check passed', () => {
  expect(judge(health({ database: 'ok', disk: 'ok' }))).toEqual({ kind: 'ok', passed: 2 });
});

test('the worst trouble is the one to mend; the others are counted', () => {
  expect(judge(health({ memory: 'warning', disk: 'failing', queue: 'warning' }))).toEqual({
    kind: 'bad',
    concern: 'disk',
    failing: true,
    detail: 'disk says',
    others: 2,
  });
  expect(judge(health({ memory: 'warning', queue: 'warning' }))).toMatchObject({ kind: 'warn', concern: 'memory' });
});

test('a check without words of its own is told by its detail', () => {
  expect(judge(health({ backups: 'warning' }))).toMatchObject({ concern: 'other', detail: 'backups says' });
});

test('a graph needs three samples', () => {
  const at = (minute: number) => ({ at: `2026-11-21T09:0${minute}:00.000Z`, people: minute });
  expect(graphOf([at(1), at(2)])).toBeNull();
  expect(graphOf([at(1), at(2), at(3)])?.values).toEqual([1, 2, 3]);
});

test('learners get an address of the network; without one there is only this machine', () => {
  const own = { url: 'http://localhost:8080/', host: 'localhost', network: 'lo', kind: 'this-machine' as const };
  const lan = { url: 'http://192.168.1.40:8080', host: '192.168.1.40', network: 'eth0', kind: 'lan' as const };
  expect(learnersAddress([own, lan])).toEqual({ best: lan, others: [] });
  expect(learnersAddress([own])).toEqual({ best: own, others: [] });
  expect(spoken(own.url)).toBe('localhost:8080');
});

test('shares of the disk add up with what is free', () => {
  const shares = sharesOf({ free_bytes: 50, total_bytes: 100, media_bytes: 20, database_bytes: 10 });
  expect(shares).toEqual({ media: 0.2, database: 0.1, other: expect.closeTo(0.2) });
});
