/**
 * How many people this machine can carry. A straight line through what was measured: processor time for each request, requests for
 * each person at the busiest time, memory for each connection. It errs on the careful side and says what it rests on.
 */
import type { HealthState } from '../../platform/health/contract.ts';
import type { Advice } from '../contract.ts';
import { bytes, percent } from './words.ts';

export interface Measured {
  /** People with an account. */
  users: number;
  /** Most people connected at once. */
  peakPeople: number;
  /** Answered in the time that was looked at, and the processor time of our processes in it, seconds. */
  requests: number;
  cpuSeconds: number;
  /** Requests a minute in the busiest minute. */
  peakRequests: number;
  answerP95: number | null;
  cores: number;
  memoryBytes: number;
  /** Memory that the machine uses without growing: the share in use now. */
  memoryShare: number;
  diskFree: number | null;
  /** Files and database together. */
  storedBytes: number;
  engine: 'sqlite' | 'postgres';
}

export const STEPS = [1000, 5000, 10_000, 25_000, 50_000] as const;

/** Fewer requests than this say nothing about the next thousand. */
const ENOUGH_REQUESTS = 2000;
const ENOUGH_PEOPLE = 5;
/** A pilot with a handful of people says nothing about the share of a thousand. */
const ENOUGH_USERS = 50;
const LARGEST_PEAK_SHARE = 0.5;
/** Of the people with an account, so many are connected at the busiest time, when more was not measured. */
const USUAL_PEAK_SHARE = 0.1;
/** One click every 15 seconds. */
const USUAL_REQUESTS_A_MINUTE = 4;
/** As measured on a small machine with the benchmark's mix. */
const USUAL_CPU_MS = 4;
const BYTES_PER_PERSON = 150_000;
/** Records of a learner; files belong to courses and do not grow with people. */
const RECORD_BYTES = 400_000;
/** Above this use of the processors answers begin to wait for each other. */
const CPU_FITS = 0.6;
const CPU_TIGHT = 0.9;
/** One writer at a time: beyond this many saves a second SQLite makes people wait. A fifth of the requests save something. */
const SQLITE_SAVES = 400;
const SAVE_SHARE = 0.2;

export function adviceFor(measured: Measured): Advice {
  const enough = measured.requests >= ENOUGH_REQUESTS && measured.peakPeople >= ENOUGH_PEOPLE;
  const cpuMs = enough ? (measured.cpuSeconds * 1000) / measured.requests : USUAL_CPU_MS;
  const perPerson = enough ? measured.peakRequests / measured.peakPeople : USUAL_REQUESTS_A_MINUTE;
  const seenShare = measured.users >= ENOUGH_USERS ? measured.peakPeople / measured.users : 0;
  const peakShare = Math.min(LARGEST_PEAK_SHARE, Math.max(USUAL_PEAK_SHARE, seenShare));
  const usual = { cpuMs, perPerson, peakShare };
  return {
    basis: {
      measured: enough,
      users: measured.users,
      peak_people: measured.peakPeople,
      requests_measured: measured.requests,
      cpu_ms_per_request: Number(cpuMs.toFixed(2)),
      requests_per_person: Number(perPerson.toFixed(1)),
      answer_p95: measured.answerP95,
      cores: measured.cores,
      memory_bytes: measured.memoryBytes,
      engine: measured.engine,
    },
    steps: STEPS.map(users => stepFor(users, measured, usual)),
  };
}

const many = (count: number) => count.toLocaleString('en');

interface Usual {
  cpuMs: number;
  perPerson: number;
  peakShare: number;
}
type Step = Advice['steps'][number];

function stepFor(users: number, measured: Measured, { cpuMs, perPerson, peakShare }: Usual): Step {
  const people = Math.round(users * peakShare);
  const perSecond = (people * perPerson) / 60;
  const cpu = (perSecond * cpuMs) / 1000 / measured.cores;
  const more = Math.max(0, people - measured.peakPeople);
  const memory = measured.memoryShare + (more * BYTES_PER_PERSON) / measured.memoryBytes;
  const grow = Math.max(0, users - measured.users) * RECORD_BYTES;
  const values = { people, cores: Math.ceil((cpu * measured.cores) / CPU_FITS), cpu: Math.round(cpu * 100) };
  const step = (state: HealthState, code: string, text: string, extra: Step['values'] = {}): Step => ({
    users,
    state,
    code,
    text,
    values: { ...values, ...extra },
  });
  if (measured.engine === 'sqlite' && perSecond * SAVE_SHARE > SQLITE_SAVES)
    return step(
      'failing',
      'database',
      `About ${many(people)} people at once would save more than one file of a database takes. Move to PostgreSQL first (Settings, Database), on ${values.cores} processor cores.`,
    );
  if (cpu > CPU_TIGHT)
    return step(
      'failing',
      'cpu',
      `About ${many(people)} people at once would need ${values.cores} processor cores; this computer has ${measured.cores}.`,
      { has: measured.cores },
    );
  if (memory > 0.95)
    return step(
      'failing',
      'memory',
      `About ${many(people)} people at once need ${bytes(more * BYTES_PER_PERSON)} more memory than is left.`,
      { memory_bytes: more * BYTES_PER_PERSON },
    );
  if (measured.diskFree !== null && grow > measured.diskFree * 0.8)
    return step('warning', 'disk', `Their records need about ${bytes(grow)}; ${bytes(measured.diskFree)} is free.`, {
      need_bytes: grow,
      free_bytes: measured.diskFree,
    });
  if (cpu > CPU_FITS)
    return step(
      'warning',
      'tight',
      `About ${many(people)} people at once keep the processors ${percent(cpu)} busy, and answers begin to wait.`,
    );
  return step('ok', 'fits', `About ${many(people)} people at once use ${percent(cpu)} of the processors.`);
}
