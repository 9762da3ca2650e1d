/** Checks of the academy's own work. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, instant } from '../../platform/clock.ts';
import { SQLITE_FILE } from '../../platform/db/database.ts';
import type { Check, Finding } from '../../platform/health/contract.ts';
import { INTEGRITY } from '../integrity.ts';
import {
  answersFinding,
  databaseFinding,
  databaseSizeFinding,
  failedJobsFinding,
  faultsFinding,
  type Integrity,
  integrityFinding,
  limitsFinding,
  loopFinding,
  postgresFinding,
  queueFinding,
  workersFinding,
} from '../rules/service-findings.ts';
import type { CheckDeps } from './deps.ts';

export function serviceChecks(deps: CheckDeps): Check[] {
  const { clock, facts, recorder } = deps;
  const recent = (minutes: number) => deps.recentMinutes(minutes);
  return [
    { name: 'database', title: 'Database', every: 'minute', run: () => tryDatabase(deps) },
    { name: 'limits', title: 'Counting of attempts', every: 'minute', run: () => tryLimits(deps) },
    {
      name: 'database-integrity',
      title: 'Soundness of the database',
      run: async () => integrityFinding(recorder.noted<Integrity>(INTEGRITY), clock.now(), facts.engine),
    },
    { name: 'database-size', title: 'Size of the database', run: () => sizeOf(deps) },
    { name: 'postgres', title: 'Database server', run: async () => postgresFinding(await facts.server()) },
    { name: 'answers', title: 'Speed of answers', every: 'minute', run: async () => answersFinding(recent(10)) },
    { name: 'faults', title: 'Failed requests', every: 'minute', run: async () => faultsFinding(recent(15)) },
    {
      name: 'event-loop',
      title: 'Attention of the processes',
      every: 'minute',
      run: async () => loopFinding(recent(5).map(minute => minute.loop)),
    },
    { name: 'queue', title: 'Background work', every: 'minute', room: 'activity', run: () => queueOf(deps) },
    {
      name: 'failed-jobs',
      title: 'Background work that was given up',
      every: 'minute',
      room: 'activity',
      run: async () => failedJobsFinding(await facts.failedJobs(instant(clock.now() - DAY))),
    },
    {
      name: 'workers',
      title: 'Parts of the server',
      every: 'minute',
      run: async () => workersFinding(await deps.life(), clock.now()),
    },
  ];
}

/** Writes and reads back, as a learner's answer would be. */
export async function tryDatabase({
  transact,
  db,
  clock,
}: Pick<CheckDeps, 'transact' | 'db' | 'clock'>): Promise<Finding> {
  const begun = performance.now();
  const at = instant(clock.now());
  try {
    await transact(tx =>
      tx('settings')
        .insert({ key: 'health.probe', value: JSON.stringify(at), updated_at: at })
        .onConflict('key')
        .merge(),
    );
    const row = await db.read.get<{ value: string }>(`select value from settings where key = 'health.probe'`);
    return row ? databaseFinding.ok(performance.now() - begun) : databaseFinding.lost();
  } catch (error) {
    return databaseFinding.away((error as Error).message);
  }
}

const PROBE_KEY = 'health';

export async function tryLimits({ probe }: Pick<CheckDeps, 'probe'>): Promise<Finding> {
  try {
    await probe.count(PROBE_KEY);
    await probe.forget(PROBE_KEY);
    return limitsFinding.ok();
  } catch (error) {
    return limitsFinding.away((error as Error).message);
  }
}

export async function queueOf({ queue }: Pick<CheckDeps, 'queue'>): Promise<Finding> {
  const { waiting, oldestSeconds } = await queue.depth();
  return queueFinding(waiting, oldestSeconds);
}

async function sizeOf({ facts, dbFolder }: CheckDeps): Promise<Finding> {
  const size = await facts.bytes();
  const wal = facts.engine === 'sqlite' ? await stat(join(dbFolder, `${SQLITE_FILE}-wal`)).catch(() => null) : null;
  return databaseSizeFinding(size, wal?.size ?? null, facts.engine);
}
