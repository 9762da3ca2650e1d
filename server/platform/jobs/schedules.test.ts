import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { createTransact } from '../db/transact.ts';
import { createLog } from '../logging/log.ts';
import type { JobName } from './contract.ts';
import { createQueue } from './queue.ts';
import { enqueueScheduled, type Schedule, startSchedules } from './schedules.ts';

let folder: string;
let db: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lyceum-schedules-'));
  db = openDatabase({ url: undefined, folder });
  await migrate(db.writer);
});
afterEach(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a firing adds one job and wakes the runner; while it waits or runs no second one is added', async () => {
  const transact = createTransact(db);
  const queue = createQueue(db, transact, systemClock);
  let woken = 0;
  const parts = { queue, transact, wake: () => void woken++ };
  const name = 'nightly' as JobName;
  const first = await enqueueScheduled(parts, name, {});
  expect(await enqueueScheduled(parts, name, {})).toBe(first);
  await queue.claim('here');
  expect(await enqueueScheduled(parts, name, {})).toBe(first);
  await queue.finish(first, 'done');
  expect(await enqueueScheduled(parts, name, {})).not.toBe(first);
  expect(woken).toBe(4);
});

test('a time that cron does not understand stops the start', () => {
  const transact = createTransact(db);
  const queue = createQueue(db, transact, systemClock);
  const schedules = [{ cron: 'every full moon', name: 'nightly', payload: {} }] as unknown as Schedule[];
  const log = createLog({ level: 'silent', role: 'test' });
  expect(() => startSchedules({ schedules, queue, transact, log, wake: () => {} })).toThrow('expected 5 or 6 fields');
});
