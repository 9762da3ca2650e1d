import { fork } from 'node:child_process';
import { join } from 'node:path';
import { withCpu } from './processes.ts';
import { type Bench, closedLoop, get, load, ms, type Row } from './shared.ts';

interface HotRead {
  name: string;
  path: (person: number, course: number) => string;
  /** Moodle 4.5 on two cores of the same kind, requests per second, and how many times that is the aim. */
  moodle?: [rate: number, times: number];
}

const HOT_READS: HotRead[] = [
  { name: 'Learner home', path: () => '/home', moodle: [21, 100] },
  { name: 'Course page', path: (_, course) => `/courses/${course}`, moodle: [20, 100] },
  { name: 'Course contents', path: (_, course) => `/courses/${course}/modules`, moodle: [32, 100] },
  { name: 'Catalogue', path: () => '/courses?per_page=20', moodle: [92, 30] },
  { name: 'Own progress', path: (_, course) => `/courses/${course}/progress` },
];

/** Each hot read as fast as it goes over 16 connections, and one of them against a server that does nothing else. */
export async function hotReads(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  let ownProgress = 0;
  for (const { name, path, moodle } of HOT_READS) {
    const plan = closedLoop(bench, i => [get(path(i, bench.seeded.coursesOf(i)[0] as number))]);
    const { figures, cpuMs } = await withCpu(bench.pid, () => load(plan));
    if (name === 'Own progress') ownProgress = figures.rate;
    rows.push({
      scenario: name,
      aim: moodle ? `≥ ${moodle[0] * moodle[1]}/s (${moodle[1]} × Moodle)` : '',
      measured: `${figures.rate.toFixed(0)}/s, p95 ${ms(figures.p95)}, ${cpuMs.toFixed(2)} ms CPU each`,
      met: moodle ? figures.rate >= moodle[0] * moodle[1] : null,
      figures: { ...figures, cpuMs },
    });
  }
  rows.push(await againstBareServer(bench, ownProgress));
  return rows;
}

async function againstBareServer(bench: Bench, ownRate: number): Promise<Row> {
  const port = bench.port + 1;
  const bare = fork(join(import.meta.dirname, '../bare-server.ts'), [bench.databaseFile, String(port)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  await new Promise(resolve => bare.once('message', resolve));
  const plan = closedLoop(bench, i => [{ method: 'GET', path: `/${i + 2}/${bench.seeded.coursesOf(i)[0]}` }]);
  const figures = await load({ ...plan, port });
  bare.kill();
  const ratio = ownRate / figures.rate;
  return {
    scenario: 'Own progress against a bare server',
    aim: '≥ 0.3 ×',
    measured: `${ratio.toFixed(2)} × (bare ${figures.rate.toFixed(0)}/s, one process)`,
    met: ratio >= 0.3,
    figures: { ratio, bare: figures.rate },
  };
}
