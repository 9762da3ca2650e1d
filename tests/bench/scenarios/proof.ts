/** What rates and acts cost: proof of who did what, and that nobody asks too often. */
import { systemClock } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/db/database.ts';
import { migrate } from '../../../server/platform/db/migrate.ts';
import { createTransact } from '../../../server/platform/db/transact.ts';
import { createWork, type Work } from '../../../server/platform/db/work.ts';
import { createEvents } from '../../../server/platform/events/events.ts';
import { createLog } from '../../../server/platform/logging/log.ts';
import { temporaryFolder } from '../../harness/folders.ts';
import { administrator } from './lists.ts';
import { withCpu } from './processes.ts';
import { API, type Bench, closedLoop, get, load, type Row } from './shared.ts';

const AIM_MICROS = 60;

export async function proof(bench: Bench): Promise<Row[]> {
  return [await ratesOf(bench), await actOf()];
}

/** The same cheap request without a rate, and with one that nobody meets. */
async function ratesOf(bench: Bench): Promise<Row> {
  const admin = await administrator(bench);
  const limitTo = async (signed_in_per_hour: number) => {
    const { status } = await admin.send('PUT', `${API}/sign-in-rules`, { rates: { signed_in_per_hour } });
    if (status !== 200) throw new Error(`The rates were not changed: ${status}`);
  };
  const measure = () =>
    withCpu(bench.pid, () => load(closedLoop(bench, i => [get(`/courses/${bench.seeded.coursesOf(i)[0]}/progress`)])));
  const free = await measure();
  await limitTo(MOST);
  const counted = await measure();
  await limitTo(0);
  admin.close();
  const added = (counted.cpuMs - free.cpuMs) * 1000;
  const errors = free.figures.errors + counted.figures.errors;
  return {
    scenario: 'Rate of a request that is counted',
    aim: `< ${AIM_MICROS} µs CPU`,
    measured: `${added.toFixed(0)} µs (${(free.cpuMs * 1000).toFixed(0)} → ${(counted.cpuMs * 1000).toFixed(0)} µs), ${errors} errors`,
    met: added < AIM_MICROS && errors === 0,
    figures: { added, free: free.cpuMs, counted: counted.cpuMs },
  };
}

/** The highest that the rules take. */
const MOST = 1_000_000;
const TRANSACTIONS = 20_000;
const SIDE_BY_SIDE = 16;

/** Transactions of one small change, without and with an act, on a database of their own. */
async function actOf(): Promise<Row> {
  using folder = temporaryFolder('bench-acts');
  const db = openDatabase({ url: undefined, folder: folder.path });
  try {
    await migrate(db.writer);
    await db.writer('settings').insert({ key: 'bench', value: '0', updated_at: '' });
    const work = createWork({
      transact: createTransact(db),
      clock: systemClock,
      events: createEvents(createLog({ level: 'silent', role: 'bench' })),
      enqueue: () => Promise.reject(new Error('Nothing is put on a list here.')),
      wakeJobs: () => {},
    });
    await microsEach(work, true);
    const [plain, recorded] = [await microsEach(work, false), await microsEach(work, true)];
    const added = recorded - plain;
    return {
      scenario: 'Act of a changing request, chained in its transaction',
      aim: `< ${AIM_MICROS} µs CPU`,
      measured: `${added.toFixed(0)} µs (${plain.toFixed(0)} → ${recorded.toFixed(0)} µs)`,
      met: added < AIM_MICROS,
      figures: { added, plain, recorded },
    };
  } finally {
    await db.close();
  }
}

/** CPU microseconds of this process for each transaction. */
async function microsEach(work: Work, withAct: boolean): Promise<number> {
  const before = process.cpuUsage();
  let left = TRANSACTIONS;
  const go = async () => {
    while (left-- > 0)
      await work.run(async ({ tx, record }) => {
        await tx('settings')
          .where({ key: 'bench' })
          .update({ value: String(left) });
        const details = { value: { from: left - 1, to: left } };
        if (withAct) await record({ userId: 1, action: 'bench.write', resourceType: 'bench', resourceId: 1, details });
      });
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, go));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / TRANSACTIONS;
}
