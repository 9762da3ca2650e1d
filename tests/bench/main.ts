/**
 * `npm run bench`: seeds a big academy, starts the real server on it, measures, prints a table and writes JSON.
 * Options: --scale 10 (× data), --only mix,exam, --seconds 10, --workers 1, --postgres URL.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SQLITE_FILE } from '../../server/platform/db/database.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer } from '../harness/processes.ts';
import { adminLists } from './scenarios/admin-lists.ts';
import { audit } from './scenarios/audit.ts';
import { backup } from './scenarios/backup.ts';
import { exam } from './scenarios/exam.ts';
import { hotReads } from './scenarios/hot-reads.ts';
import { idle } from './scenarios/idle.ts';
import { importPreview } from './scenarios/import-preview.ts';
import { mix } from './scenarios/mix.ts';
import { proof } from './scenarios/proof.ts';
import { saves } from './scenarios/saves.ts';
import { session } from './scenarios/session.ts';
import type { Bench, Row } from './scenarios/shared.ts';
import { signIn } from './scenarios/sign-in.ts';
import { sockets } from './scenarios/sockets.ts';
import { upkeep } from './scenarios/upkeep.ts';
import { seed } from './seed.ts';

const scenarios = {
  idle,
  hot: hotReads,
  session,
  admin: adminLists,
  audit,
  import: importPreview,
  proof,
  saves,
  signin: signIn,
  exam,
  mix,
  sockets,
  backup,
  upkeep,
};
type Scenario = keyof typeof scenarios;

/** The ledger of a busy academy of 10,000 people, a few years old; only seeded where it is looked through. */
const ACTS = 200_000;
const RESULTS = join(import.meta.dirname, '..', '..', 'test-results', 'bench');

function readOptions() {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: '1' },
      only: { type: 'string', default: Object.keys(scenarios).join(',') },
      seconds: { type: 'string', default: '10' },
      workers: { type: 'string', default: '1' },
      learners: { type: 'string', default: '9000' },
      postgres: { type: 'string' },
    },
  });
  const only = values.only.split(',').filter((name): name is Scenario => name in scenarios);
  if (only.length === 0) throw new Error(`--only takes ${Object.keys(scenarios).join(', ')}`);
  const number = (name: 'scale' | 'seconds' | 'workers' | 'learners') => Number(values[name]);
  return {
    only,
    scale: number('scale'),
    seconds: number('seconds'),
    workers: number('workers'),
    learners: number('learners'),
    postgres: values.postgres,
  };
}

async function main(): Promise<void> {
  const options = readOptions();
  using folder = temporaryFolder('bench');
  console.log(
    `Seeding ${10_000 * options.scale} people, ${100 * options.scale} courses, ${200_000 * options.scale} progress rows …`,
  );
  const seeded = await seed(
    folder.path,
    options.postgres,
    options.scale,
    Math.min(options.learners, 10_000 * options.scale - 1),
    options.only.includes('audit') ? ACTS * options.scale : 0,
  );
  const port = await freePort();
  const begun = performance.now();
  const env = { LYCEUM_LOG_LEVEL: 'warn', ...(options.postgres ? { DATABASE_URL: options.postgres } : {}) };
  const server = await startServer({ dataFolder: folder.path, port, workers: options.workers, env });
  const ready = performance.now() - begun;
  const rows: Row[] = [
    {
      scenario: 'Ready to serve',
      aim: '< 2000 ms',
      measured: `${ready.toFixed(0)} ms`,
      met: ready < 2000,
      figures: { ready },
    },
  ];
  const databaseFile = join(folder.path, 'db', SQLITE_FILE);
  const bench: Bench = {
    port,
    pid: server.pid,
    seeded,
    databaseFile,
    dataFolder: folder.path,
    seconds: options.seconds,
  };
  try {
    for (const name of options.only) {
      console.log(`… ${name}`);
      rows.push(...(await scenarios[name](bench)));
    }
  } finally {
    await server.stop();
    // What was measured before something failed is worth having too.
    report(rows, options);
  }
}

type Options = ReturnType<typeof readOptions>;

function report(rows: Row[], options: Options): void {
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `x${options.scale}.json`);
  const before = previous(file);
  console.log(`\n| what | aim | measured | met | last run |\n| --- | --- | --- | --- | --- |`);
  for (const { scenario, aim, measured, met } of rows) {
    const mark = met === null ? '' : met ? 'yes' : '**no**';
    console.log(`| ${scenario} | ${aim} | ${measured} | ${mark} | ${before.get(scenario) ?? ''} |`);
  }
  writeFileSync(file, JSON.stringify({ at: new Date().toISOString(), options, rows }, null, 2));
  console.log(`\nWritten to test-results/bench/x${options.scale}.json`);
}

function previous(file: string): Map<string, string> {
  try {
    const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: Row[] };
    return new Map(rows.map(row => [row.scenario, row.measured]));
  } catch {
    return new Map();
  }
}

await main();
