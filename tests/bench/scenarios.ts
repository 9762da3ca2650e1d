/** What is measured. Every scenario answers rows for the table. */
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { descendants } from '../harness/processes.ts';
import { openClient } from './client.ts';
import type { LoadPlan, Person, Request } from './load.ts';
import { type Figures, figuresOf } from './measures.ts';
import { emailOf, PASSWORD, type Seeded } from './seed.ts';

export interface Row {
  scenario: string;
  /** What quality.md asks for; empty for what is only reported. */
  aim: string;
  measured: string;
  met: boolean | null;
  figures: Figures | Record<string, number>;
}

export interface Bench {
  port: number;
  /** Process id of the supervisor. */
  pid: number;
  seeded: Seeded;
  databaseFile: string;
  dataFolder: string;
  /** Shortens every measurement, for trying the benchmark itself. */
  seconds: number;
}

const API = '/api/v1';
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const get = (path: string, weight = 1) => ({ method: 'GET', path: `${API}${path}`, weight });

/** Runs a plan in a process of its own, so that its work does not delay its own clock. */
export function load(plan: LoadPlan): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'load.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
    child.once('message', figures => resolve(figures as Figures));
    child.once('exit', code => code !== 0 && reject(new Error(`the load generator ended with ${code}`)));
    child.send(plan);
  });
}

/** CPU seconds that the server and all its processes have used. */
function cpuSeconds(pid: number): number {
  const ticks = [pid, ...descendants(pid)].map(id => {
    const path = `/proc/${id}/stat`;
    if (!existsSync(path)) return 0;
    const fields = readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, t) => sum + t, 0) / 100;
}

async function withCpu(pid: number, use: () => Promise<Figures>): Promise<{ figures: Figures; cpuMs: number }> {
  const before = cpuSeconds(pid);
  const figures = await use();
  return { figures, cpuMs: ((cpuSeconds(pid) - before) * 1000) / Math.max(1, figures.requests) };
}

function learners({ seeded }: Bench, count: number): Person[] {
  return Array.from({ length: count }, (_, i) => {
    const [course] = seeded.coursesOf(i) as [number];
    const requests = [
      get(`/courses?per_page=20&page=${(i % 5) + 1}`, 3),
      get(`/courses/${course}`, 2),
      get(`/courses/${course}/progress`, 1),
    ];
    return { token: seeded.tokens[i] as string, requests };
  });
}

const STEPS = [500, 2000, 5000, 7000, 9000];
const P95_AIM = new Map([
  [500, 50],
  [2000, 50],
  [5000, 100],
]);

/** catalogue 3 : course 2 : own progress 1, think time 1–3 s, in steps until the knee (p95 over 100 ms or errors). */
export async function mix(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of STEPS.filter(n => n <= bench.seeded.tokens.length)) {
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

function closedLoop(bench: Bench, requestsOf: (person: number) => Request[], connections = 16): LoadPlan {
  const people = Array.from({ length: connections }, (_, i) => ({
    token: bench.seeded.tokens[i] as string,
    requests: requestsOf(i).map(r => ({ ...r, weight: 1 })),
  }));
  return { port: bench.port, people, think: [0, 0], rampSeconds: 1, seconds: bench.seconds };
}

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
  const bare = fork(join(import.meta.dirname, 'bare-server.ts'), [bench.databaseFile, String(port)], {
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

/** Sign-in as fast as it goes while fifty learners read; the readers' p95 must not double. */
export async function signIn(bench: Bench): Promise<Row[]> {
  const readers: LoadPlan = {
    port: bench.port,
    people: learners(bench, 50),
    think: [50, 150],
    rampSeconds: 1,
    seconds: bench.seconds,
  };
  const quiet = await load(readers);
  const people = Array.from({ length: 8 }, (_, i) => ({
    token: null,
    requests: Array.from({ length: 40 }, (_, k) => ({
      method: 'POST',
      path: `${API}/auth/login`,
      weight: 1,
      body: {
        email: emailOf(i * 40 + k + 1),
        password: PASSWORD,
      },
    })),
  }));
  const plan: LoadPlan = { port: bench.port, people, think: [0, 0], rampSeconds: 1, seconds: bench.seconds };
  const [figures, busy] = await Promise.all([load(plan), load(readers)]);
  const factor = busy.p95 / quiet.p95;
  return [
    {
      scenario: 'Sign-in (argon2id 19 MiB, 2 passes)',
      aim: '> 90/s',
      measured: `${figures.rate.toFixed(0)}/s, p95 ${ms(figures.p95)}, ${figures.errors} errors`,
      met: figures.rate > 90 && figures.errors === 0,
      figures,
    },
    {
      scenario: 'Reads while people sign in',
      aim: 'p95 not doubled',
      measured: `${ms(quiet.p95)} → ${ms(busy.p95)} (${factor.toFixed(1)} ×)`,
      met: factor <= 2,
      figures: { quiet: quiet.p95, busy: busy.p95 },
    },
  ];
}

const EXAM_PEOPLE = 300;
const EXAM_START_MS = 10_000;
const AUTOSAVE_MS = 15_000;

/** 300 learners begin a timed exam within 10 s and save an answer every 15 s; every acknowledgement is counted again afterwards. */
export async function exam(bench: Bench): Promise<Row[]> {
  const times: number[] = [];
  const rounds = Math.max(1, Math.round((bench.seconds * 2) / 15));
  let acknowledged = 0;
  let errors = 0;
  let found = 0;
  const timed = async <T>(use: () => Promise<T>) => {
    const from = performance.now();
    const result = await use();
    times.push(performance.now() - from);
    return result;
  };
  const sleep = (pause: number) => new Promise(resolve => setTimeout(resolve, pause));
  await Promise.all(
    Array.from({ length: EXAM_PEOPLE }, async (_, i) => {
      await sleep((i / EXAM_PEOPLE) * EXAM_START_MS);
      const client = openClient(bench.port, bench.seeded.tokens[i] as string);
      const started = await timed(() =>
        client.send('POST', `${API}/assessments/${bench.seeded.assessmentId}/attempts`, {}),
      );
      if (started.status !== 201) return void errors++;
      const { data } = JSON.parse(started.body.toString()) as { data: { id: number } };
      const saved = new Map<number, string>();
      for (let round = 0; round < rounds; round++) {
        const questionId = bench.seeded.questionIds[round % bench.seeded.questionIds.length] as number;
        const answer = `answer ${i}-${round}`;
        const reply = await timed(() =>
          client.send('PUT', `${API}/attempts/${data.id}/answers/${questionId}`, { answer }),
        );
        if (reply.status === 200) saved.set(questionId, answer);
        else errors++;
        await sleep(AUTOSAVE_MS);
      }
      acknowledged += saved.size;
      const again = await client.send('GET', `${API}/attempts/${data.id}`);
      const { answers } = (
        JSON.parse(again.body.toString()) as { data: { answers: { question_id: number; answer: string }[] } }
      ).data;
      found += answers.filter(a => saved.get(a.question_id) === a.answer).length;
      client.close();
    }),
  );
  const figures = figuresOf(times, errors, (EXAM_START_MS + rounds * AUTOSAVE_MS) / 1000);
  return [
    {
      scenario: `Exam start, ${EXAM_PEOPLE} learners, autosave every 15 s`,
      aim: 'p95 < 250 ms, nothing lost',
      measured: `p95 ${ms(figures.p95)}, ${acknowledged} acknowledged, ${acknowledged - found} lost, ${errors} errors`,
      met: figures.p95 < 250 && acknowledged === found && errors === 0,
      figures: { ...figures, acknowledged, lost: acknowledged - found },
    },
  ];
}

/** Durable answer saves as fast as they go. */
export async function saves(bench: Bench): Promise<Row[]> {
  const { assessmentId, questionIds, tokens } = bench.seeded;
  const attempts = await Promise.all(
    Array.from({ length: 64 }, async (_, i) => {
      const client = openClient(bench.port, tokens[i] as string);
      const reply = await client.send('POST', `${API}/assessments/${assessmentId}/attempts`, {});
      client.close();
      return (JSON.parse(reply.body.toString()) as { data: { id: number } }).data.id;
    }),
  );
  const put = (attempt: number, question: number) => ({
    method: 'PUT',
    path: `${API}/attempts/${attempt}/answers/${question}`,
    body: { answer: '22' },
  });
  const plan = closedLoop(bench, i => questionIds.map(q => put(attempts[i] as number, q)), 64);
  const { figures, cpuMs } = await withCpu(bench.pid, () => load(plan));
  return [
    {
      scenario: 'Durable answer saves, 64 at once',
      aim: '≥ 1860/s (20 × Moodle)',
      measured: `${figures.rate.toFixed(0)}/s, p95 ${ms(figures.p95)}, ${cpuMs.toFixed(2)} ms CPU each`,
      met: figures.rate >= 1860 && figures.errors === 0,
      figures: { ...figures, cpuMs },
    },
  ];
}

const SOCKETS = 5000;

/** Resident memory of all processes, shared pages counted once (Pss of /proc/…/smaps_rollup). */
function residentMegabytes(pid: number): number {
  const kilobytes = [pid, ...descendants(pid)].map(id => {
    const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]);
  });
  return kilobytes.reduce((sum, k) => sum + k, 0) / 1024;
}

/** Idle sockets, all of them on the server's web workers. */
export async function sockets(bench: Bench): Promise<Row[]> {
  const before = residentMegabytes(bench.pid);
  const count = Math.min(SOCKETS, bench.seeded.tokens.length);
  const open = Array.from({ length: count }, (_, i) =>
    io(`http://127.0.0.1:${bench.port}`, {
      path: '/socket',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 6e4,
      auth: { token: bench.seeded.tokens[i] },
    }),
  );
  const outcomes = await Promise.all(
    open.map(
      socket =>
        new Promise<boolean>(
          resolve => void socket.once('connect', () => resolve(true)).once('connect_error', () => resolve(false)),
        ),
    ),
  );
  const connected = outcomes.filter(Boolean).length;
  const grown = residentMegabytes(bench.pid) - before;
  for (const socket of open) socket.close();
  return [
    {
      scenario: `${SOCKETS} idle sockets`,
      aim: 'all connected',
      measured: `${connected} connected, ${((grown * 1024) / Math.max(1, connected)).toFixed(0)} kB each, ${(before + grown).toFixed(0)} MB in all`,
      met: connected === SOCKETS,
      figures: { connected, megabytes: before + grown },
    },
  ];
}

/** Resident memory with nobody there. */
export async function idle(bench: Bench): Promise<Row[]> {
  const megabytes = residentMegabytes(bench.pid);
  return [
    {
      scenario: 'Idle memory, all processes',
      aim: '< 200 MB',
      measured: `${megabytes.toFixed(0)} MB`,
      met: megabytes < 200,
      figures: { megabytes },
    },
  ];
}
