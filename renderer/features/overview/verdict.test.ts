import { expect, test } from 'vitest';
import type { Standing } from '../../../server/health/contract.ts';
import { learnersAddress, spoken } from '../../platform/addresses.ts';
import { fullIn, graphOf, judge, sharesOf } from './verdict.ts';

const AT = '2026-11-21T09:00:00.000Z';
const issue = (name: string, state: 'warning' | 'failing'): Standing => ({
  name,
  title: name,
  room: 'health',
  finding: { state, code: name, values: {}, title: `${name} says`, detail: '', remedy: null },
  since: AT,
  checked_at: AT,
  silenced_until: null,
  comes_and_goes: false,
});
const health = (issues: Standing[], checked_at: string | null = AT) => ({
  state: 'ok' as const,
  checked_at,
  passed: 20,
  issues,
});

test('all is well only when something was checked and nothing was found', () => {
  expect(judge(health([]))).toEqual({ kind: 'ok', passed: 20 });
  expect(judge(health([], null))).toEqual({ kind: 'busy' });
});

test('the first issue is the one to mend; the others are told beside it', () => {
  const [disk, memory] = [issue('disk', 'failing'), issue('memory', 'warning')];
  expect(judge(health([disk, memory]))).toEqual({ kind: 'bad', worst: disk, others: [memory] });
  expect(judge(health([memory]))).toEqual({ kind: 'warn', worst: memory, others: [] });
});

test('a graph needs three samples', () => {
  const at = (minute: number) => ({ at: `2026-11-21T09:0${minute}:00.000Z`, people: minute });
  expect(graphOf([at(1), at(2)])).toBeNull();
  expect(graphOf([at(1), at(2), at(3)])?.values).toEqual([1, 2, 3]);
});

test('learners get an address of the network; without one there is only this machine', () => {
  const own = {
    url: 'http://localhost:8080/',
    host: 'localhost',
    network: 'lo',
    medium: 'other' as const,
    ssid: null,
    kind: 'this-machine' as const,
  };
  const lan = {
    url: 'http://192.168.1.40:8080',
    host: '192.168.1.40',
    network: 'eth0',
    medium: 'cable' as const,
    ssid: null,
    kind: 'lan' as const,
  };
  expect(learnersAddress([own, lan])).toEqual({ best: lan, others: [] });
  expect(learnersAddress([own])).toEqual({ best: own, others: [] });
  expect(spoken(own.url)).toBe('localhost:8080');
});

test('shares of the disk add up with what is free', () => {
  const shares = sharesOf({ free_bytes: 50, total_bytes: 100, media_bytes: 20, database_bytes: 10 });
  expect(shares).toEqual({ media: 0.2, database: 0.1, other: expect.closeTo(0.2) });
});

test('how long the disk lasts is said in the unit that people would use', () => {
  expect([0.2, 9, 40, 425, 2000].map(fullIn)).toEqual([
    { unit: 'days', count: 1 },
    { unit: 'days', count: 9 },
    { unit: 'weeks', count: 6 },
    { unit: 'months', count: 14 },
    { unit: 'years', count: 5 },
  ]);
  expect(fullIn(null)).toBeNull();
});
