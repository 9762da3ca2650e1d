/** Background jobs on the engine of this run: lanes, cancelling, draining, and what is left of a worker that died. */
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/platform/clock.ts';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { createTransact, type Transact } from '../../server/platform/db/transact.ts';
import type { Job, JobName, JobState } from '../../server/platform/jobs/contract.ts';
import { createQueue, type Queue } from '../../server/platform/jobs/queue.ts';
import { type JobContext, Later, type Runner, startRunner } from '../../server/platform/jobs/runner.ts';
import { createLog } from '../../server/platform/logging/log.ts';
import { startAcademy } from '../harness/academy.ts';
import { freshDatabase, MIGRATED } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';

const log = createLog({ level: 'silent', role: 'test' });
/** A number that no process has: the largest that Linux gives out is 4194304. */
const DEAD_PID = 4_999_999;

let db: Database;
let transact: Transact;
let queue: Queue;
let runner: Runner | null = null;
let cleanUp: () => Promise<void>;
let offset = 0;
const clock = { now: () => systemClock.now() + offset };

beforeEach(async () => {
  offset = 0;
  const folder = temporaryFolder('jobs');
  const fresh = await freshDatabase(MIGRATED);
  db = openDatabase({ url: fresh.url, folder: folder.path });
  await migrate(db.writer);
  transact = createTransact(db);
  queue = createQueue(db, transact, clock);
  cleanUp = async () => {
    await runner?.stop();
    runner = null;
    await db.close();
    await fresh.drop();
    folder.remove();
  };
});
afterEach(() => cleanUp());

function run(handlers: Record<string, unknown>): Runner {
  runner = startRunner({ queue, handlers, log, clock, pollMs: 20, watchMs: 20 });
  return runner;
}
const add = (name: string, options = {}) => transact(tx => queue.enqueue(tx, name as JobName, {}, options));
const becomes = (id: number, state: JobState) =>
  eventually(`job ${id} is ${state}`, async () => {
    const job = await queue.read(id);
    return job.state === state && job;
  });
/** A handler that runs until it is stopped. */
const endless = async (_payload: unknown, { signal }: JobContext) => {
  await new Promise(resolve => signal.addEventListener('abort', resolve));
  signal.throwIfAborted();
};

describe('lanes', () => {
  it('run side by side: a long job holds up neither quick ones nor mail', async () => {
    const long = await add('copy');
    run({ copy: { lane: 'long', run: endless }, letter: { lane: 'mail', run: async () => {} }, tidy: async () => {} });
    await becomes(long, 'running');
    await becomes(await add('tidy'), 'done');
    await becomes(await add('letter'), 'done');
    expect((await queue.read(long)).state).toBe('running');
  });

  it('keep the order within: the second long job waits for the first', async () => {
    const [first, second] = [await add('copy'), await add('copy')];
    run({ copy: { lane: 'long', run: endless } });
    await becomes(first, 'running');
    await becomes(await add('unknown', { maxAttempts: 1 }), 'failed');
    expect((await queue.read(second)).state).toBe('queued');
    await queue.cancel(first);
    await becomes(first, 'cancelled');
    await becomes(second, 'running');
  });

  it('say of a job that nobody can do that there is no handler', async () => {
    run({ copy: { lane: 'long', run: endless } });
    const job = await becomes(await add('unknown', { maxAttempts: 1 }), 'failed');
    expect(job.last_error).toBe('No handler for jobs named unknown.');
  });
});

describe('a running job', () => {
  it('is cancelled even when it has no progress to tell', async () => {
    run({ copy: { lane: 'long', run: endless } });
    const id = await add('copy');
    await becomes(id, 'running');
    await queue.cancel(id);
    expect((await becomes(id, 'cancelled')).last_error).toBeNull();
  });

  it('tells how long it still takes', async () => {
    run({
      async copy(_payload: unknown, { progress, signal }: JobContext) {
        await progress(0.25, 'a quarter');
        await endless(_payload, { progress, signal });
      },
    });
    const id = await add('copy');
    await eventually('progress', async () => (await queue.read(id)).progress === 0.25);
    expect((await queue.read(id)).seconds_left).toBeNull();
    offset += 30_000;
    expect((await queue.read(id)).seconds_left).toBeGreaterThanOrEqual(90);
    expect((await queue.read(id)).seconds_left).toBeLessThan(110);
  });

  it('that the drain interrupts is queued again, is no failure and costs no try', async () => {
    const id = await add('copy');
    const first = run({ copy: { lane: 'long', run: endless } });
    await becomes(id, 'running');
    await first.stop();
    expect(await queue.read(id)).toMatchObject({ state: 'queued', attempts: 0, last_error: null });
    run({ copy: { lane: 'long', run: async () => {} } });
    expect(await becomes(id, 'done')).toMatchObject({ attempts: 1 });
  });

  it('whose end meets a database that is away is noted once that is back, and the lane goes on', async () => {
    let away = 2;
    const finish = queue.finish;
    queue.finish = (...end) => (away-- > 0 ? Promise.reject(new Error('away')) : finish(...end));
    let runs = 0;
    const count = async () => {
      runs++;
    };
    run({ copy: { lane: 'long', run: count } });
    const [first, second] = [await add('copy'), await add('copy')];
    await becomes(first, 'done');
    expect(await becomes(second, 'done')).toMatchObject({ attempts: 1 });
    expect(runs).toBe(2);
  });

  it('that asks for later waits until then without a try lost', async () => {
    const later = new Date(clock.now() + 3_600_000).toISOString();
    run({
      letter: async () => {
        throw new Later(later, 'The mail server is away.');
      },
    });
    const id = await add('letter');
    const job = await eventually('put off', async () => {
      const read = await queue.read(id);
      return read.run_at === later && read;
    });
    expect(job).toMatchObject({
      state: 'queued',
      attempts: 0,
      note: 'The mail server is away.',
      last_error: null,
    });
  });
});

describe('a worker that died', () => {
  it('leaves its job to the next start at once, and the try counts', async () => {
    const id = await add('copy');
    await queue.claim(`${hostname().slice(0, 40)}:${DEAD_PID}`);
    run({ copy: async () => {} });
    expect(await becomes(id, 'done')).toMatchObject({ attempts: 2 });
  });

  it('on another machine keeps its claim until that has run out', async () => {
    const id = await add('copy');
    await queue.claim(`elsewhere:${DEAD_PID}`);
    run({ copy: async () => {}, tidy: async () => {} });
    await becomes(await add('tidy'), 'done');
    expect((await queue.read(id)).state).toBe('running');
    offset += 5 * 60_000;
    await becomes(id, 'done');
  });

  it('does not take every other worker along: a job that ends the process is given up', async () => {
    const id = await add('copy', { maxAttempts: 2 });
    for (let n = 0; n < 2; n++) {
      await queue.claim(`${hostname().slice(0, 40)}:${DEAD_PID}`);
      await queue.releaseClaims(() => true);
    }
    run({ copy: async () => {} });
    const job = await becomes(id, 'failed');
    expect(job.last_error).toBe('The server ended 2 times while this was running.');
  });

  it('does not run again what was cancelled meanwhile', async () => {
    const id = await add('copy');
    await queue.claim(`${hostname().slice(0, 40)}:${DEAD_PID}`);
    await queue.cancel(id);
    run({ copy: async () => {} });
    expect(await becomes(id, 'cancelled')).toMatchObject({ progress: 0, last_error: null });
  });
});

it('are listed with state, progress and the time left', async () => {
  const site = await startAcademy();
  try {
    const admin = await site.person(['administrator']);
    const first = await eventually('a job of the start', async () => (await admin.get('/jobs?state=done')).data[0]);
    const { data } = await admin.get('/jobs');
    const listed = (data as { id: number }[]).find(({ id }) => id === first.id);
    expect(listed).toMatchObject({ state: 'done', progress: 1, seconds_left: null });
    expect(listed).toMatchObject({ started_at: expect.stringMatching(/^\d{4}-/) });
  } finally {
    await site.stop();
  }
});

it('are listed without those that came by a schedule where that is asked for, unless they failed', async () => {
  const site = await startAcademy();
  try {
    const admin = await site.person(['administrator']);
    await eventually('the jobs of the start', async () => (await admin.get('/jobs?state=queued')).data.length === 0);
    const at = '2026-01-01T00:00:00.000Z';
    const done = {
      name: 'overview.sample-presence',
      payload: '{}',
      state: 'done',
      max_attempts: 5,
      run_at: at,
      created_at: at,
    };
    const added: { id: number }[] = await site.academy.db.writer.transaction(tx =>
      tx('jobs')
        .insert([
          { ...done, unique_key: 'schedule:overview.sample-presence' },
          { ...done, unique_key: 'upkeep.run' },
          { ...done, unique_key: null },
          { ...done, unique_key: 'schedule:overview.sample-presence', state: 'failed' },
        ])
        .returning('id'),
    );
    const [routine, keyed, plain, failed] = added.map(({ id }) => Number(id)).toSorted((a, b) => a - b);
    const shown = async (query: string) => {
      const { data, meta } = await admin.get(`/jobs?per_page=100${query}`);
      expect(meta.pagination?.total).toBe(data.length);
      return data.map((job: Job) => job.id) as number[];
    };
    expect(await shown('')).toEqual(expect.arrayContaining([routine, keyed, plain, failed]));
    expect(await shown('&routine=false')).toEqual(expect.arrayContaining([keyed, plain, failed]));
    expect(await shown('&routine=false')).not.toContain(routine);
    expect(await shown('&routine=false&state=done')).not.toContain(routine);
    expect(await shown('&routine=false&state=failed')).toEqual([failed]);
  } finally {
    await site.stop();
  }
});
