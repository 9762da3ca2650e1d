import type { LoadPlan } from '../load.ts';
import { withCpu } from './processes.ts';
import { type Bench, learners, load, ms, type Row } from './shared.ts';

const STEPS = [500, 2000, 5000, 7000, 9000, 12_000];
const P95_AIM = new Map([
  [500, 50],
  [2000, 50],
  [5000, 100],
]);

/** catalogue 3 : course 2 : own progress 1, think time 1–3 s, in steps until the knee (p95 over 100 ms or errors). */
export async function mix(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of STEPS) {
    const people = learners(bench, count);
    const plan: LoadPlan = {
      port: bench.port,
      people,
      think: [1000, 3000],
      rampSeconds: Math.max(5, count / 500),
      seconds: bench.seconds,
    };
    const { figures, cpuMs } = await withCpu(bench.pid, () => load(plan));
    const aim = P95_AIM.get(count);
    rows.push({
      scenario: `Customer's mix, ${count} learners`,
      aim: aim ? `p95 < ${aim} ms, no error` : '',
      measured: `p95 ${ms(figures.p95)}, ${figures.rate.toFixed(0)}/s, ${figures.errors} errors, ${cpuMs.toFixed(2)} ms CPU each`,
      met: aim ? figures.p95 < aim && figures.errors === 0 : null,
      figures: { ...figures, cpuMs },
    });
    if (figures.p95 > 100 || figures.errors > 0) break;
  }
  return rows;
}
