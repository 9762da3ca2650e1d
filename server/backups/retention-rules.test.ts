import { expect, it } from 'vitest';
import type { BackupKind } from './contract.ts';
import { toRemove } from './retention-rules.ts';

const retention = { daily: 3, weekly: 2, monthly: 2, manual: 1, safety: 1 };
const backup = (day: number, kind: BackupKind, proved = true) => ({
  id: `202611${String(day).padStart(2, '0')}-030000-0000`,
  kind,
  proved,
});
const TODAY = '20261130-030000-ffff';
const days = (ids: readonly string[]) => ids.map(id => Number(id.slice(6, 8)));

it('keeps the newest of each kind apart', () => {
  const all = [1, 2, 3, 4, 5, 6].map(day => backup(day, 'daily')).concat([1, 7, 14].map(day => backup(day, 'weekly')));
  expect(days(toRemove(all, retention, TODAY))).toEqual([3, 2, 1, 1]);
});

it('the last proved one stays, however old it is', () => {
  const all = [backup(1, 'daily'), ...[2, 3, 4, 5, 6].map(day => backup(day, 'daily', false))];
  expect(days(toRemove(all, retention, TODAY))).toEqual([3, 2]);
});

it('the newest two stay, whatever the numbers say, and one of each kind', () => {
  const all = [1, 2, 3].map(day => backup(day, 'manual'));
  expect(days(toRemove(all, { ...retention, manual: 0 }, TODAY))).toEqual([1]);
});

it('a wrong clock pushes nothing out: neither the good ones, nor those that it stamped', () => {
  const stamped = (id: string) => ({ id, kind: 'daily' as const, proved: true });
  const good = [1, 2, 3].map(day => backup(day, 'daily'));
  const empty = ['19700101-000500-0000', '19700101-030000-0000'].map(stamped);
  const ahead = ['20990101-030000-0000', '20990102-030000-0000', '20990103-030000-0000'].map(stamped);
  expect(toRemove([...good, ...empty, ...ahead], retention, TODAY)).toEqual([]);
  expect(toRemove([...good, ...empty], retention, '19700102-000500-ffff')).toEqual([]);
  const more = stamped('20990104-030000-0000');
  expect(toRemove([...good, ...ahead, more], retention, TODAY)).toEqual(['20990101-030000-0000']);
});
