/** Upkeep of a database of more than a gigabyte: how long a writer is held up by each of its steps, told and not judged. */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { UpkeepReport } from '../../../server/upkeep/contract.ts';
import { grow } from '../growing.ts';
import { percentile } from '../measures.ts';
import { type Bench, ms, type Row } from './shared.ts';

/** Old lines that go, large ones and many small ones, and as many small ones that stay. */
const OLD_BYTES = 600_000_000;
const SMALL_BYTES = 300_000_000;
const LARGE_ROW = 20_000;
const SMALL_ROW = 200;
const PATIENCE_MS = 900_000;

export interface Write {
  /** Milliseconds since 1970. */
  at: number;
  ms: number;
}

export async function upkeep(bench: Bench): Promise<Row[]> {
  const { databaseFile } = bench;
  const to = (bytes: number) => statSync(databaseFile).size + bytes;
  grow(databaseFile, to(OLD_BYTES), LARGE_ROW);
  grow(databaseFile, to(SMALL_BYTES), SMALL_ROW);
  grow(databaseFile, to(SMALL_BYTES), SMALL_ROW, new Date().toISOString());
  const size = statSync(databaseFile).size / 1e9;
  const writer = startWriter(databaseFile);
  await pause(bench.seconds * 1000);
  const quietUntil = Date.now();
  const report = await run(bench);
  const writes = await writer.stop();
  const quiet = writes.filter(({ at }) => at < quietUntil);
  const rows = [rowOf('Nothing', quiet, null, bench.seconds)];
  let from = Date.parse(report.started_at);
  for (const step of report.steps) {
    const until = from + step.seconds * 1000;
    // The figure of the report is rounded to a tenth of a second.
    const during = writes.filter(({ at, ms: took }) => at + took >= from - 100 && at <= until + 100);
    if (step.seconds > 0) rows.push(rowOf(`Upkeep “${step.name}”`, during, step.longest_write_ms, step.seconds));
    from = until;
  }
  const left = statSync(databaseFile).size / 1e9;
  return rows.map(row => ({
    ...row,
    scenario: `A writer during: ${row.scenario} (${size.toFixed(1)} → ${left.toFixed(1)} GB)`,
  }));
}

function rowOf(scenario: string, writes: readonly Write[], held: number | null, seconds: number): Row {
  const times = writes.map(write => write.ms).toSorted((a, b) => a - b);
  const longest = times.at(-1) ?? 0;
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  const own = held === null ? '' : `, longest slice ${ms(held)}`;
  return {
    scenario,
    aim: '',
    measured: `longest ${ms(longest)}, p99 ${ms(p99)}, p50 ${ms(p50)} of ${times.length} writes in ${seconds.toFixed(1)} s${own}`,
    met: null,
    figures: { longest, p50, p99, writes: times.length, seconds, held: held ?? 0 },
  };
}

/** Somebody who saves a little a hundred times a second, in a thread of its own so that nothing else delays it. */
function startWriter(databaseFile: string): { stop(): Promise<Write[]> } {
  const worker = new Worker(new URL('./upkeep-writer.ts', import.meta.url), { workerData: databaseFile });
  return {
    stop: () =>
      new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.postMessage('stop');
      }),
  };
}

/** Asks for it as the page does, by a job, and waits for its report. */
async function run({ databaseFile }: Bench): Promise<UpkeepReport> {
  const db = new Sqlite(databaseFile, { timeout: 60_000 });
  try {
    const now = new Date().toISOString();
    db.prepare(
      `insert into jobs (name, payload, state, unique_key, run_at, max_attempts, created_at) values ('upkeep.run', '{"occasion":"by-hand"}', 'queued', 'upkeep.run', ?, 1, ?)`,
    ).run(now, now);
    const newest = db.prepare('select * from upkeep_reports where started_at >= ?');
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const row = newest.get(now) as { steps: string } | undefined;
      if (row) return { ...row, steps: JSON.parse(row.steps) } as unknown as UpkeepReport;
      await pause(500);
    }
    throw new Error('Upkeep did not end.');
  } finally {
    db.close();
  }
}
