/** What a bundle consists of: each section names the fields that it gives, and gives no others. */
import { arch, cpus, loadavg, networkInterfaces, release, totalmem, freemem, type as system, uptime } from 'node:os';
import { type Clock, instant } from '../../platform/clock.ts';
import type { Configuration } from '../../platform/config/configuration.ts';
import type { Engine } from '../../platform/db/database.ts';
import type { LogLine, LogPage, Reading } from '../../platform/logging/reader.ts';
import type { ServerReport } from '../../supervisor/contract.ts';
import type { ActivityRepository } from '../repository.ts';
import type { OwnWords } from './words.ts';

export interface Section {
  /** Name of the file in the bundle. */
  file: string;
  /** JSON, or lines of JSON where the answer is an array of an `ndjson` file. */
  collect(): Promise<unknown>;
}

export interface SectionsDeps {
  repository: ActivityRepository;
  configuration: Configuration;
  engine: Engine;
  version: string;
  clock: Clock;
  ownWords: OwnWords;
  readLog(reading: Reading): Promise<LogPage>;
  diskSpace(): Promise<{ free: number; total: number }>;
  serverReport(): Promise<ServerReport | null>;
  /** What further features have to tell; of every text in it only own words are kept. */
  reports: readonly Section[];
}

const LOG_LINES = 500;
const JOBS = 200;

export function sectionsOf(deps: SectionsDeps): Section[] {
  return [
    { file: 'versions.json', collect: () => versions(deps) },
    { file: 'machine.json', collect: () => machine(deps) },
    { file: 'configuration.json', collect: () => configuration(deps) },
    { file: 'settings.json', collect: () => settings(deps) },
    { file: 'server.json', collect: () => server(deps) },
    { file: 'database.json', collect: () => database(deps) },
    { file: 'jobs.json', collect: () => jobs(deps) },
    { file: 'log.ndjson', collect: () => log(deps, {}) },
    { file: 'errors.ndjson', collect: () => log(deps, { level: 'error' }) },
    ...deps.reports.map(({ file, collect }) => ({
      file,
      collect: async () => inOwnWords(await collect(), deps.ownWords),
    })),
  ];
}

async function versions({ version, engine, repository, ownWords }: SectionsDeps) {
  return {
    lyceum: version,
    node: process.versions.node,
    database: { engine, version: ownWords((await repository.engineVersion()).slice(0, 60)) },
    migrations: (await repository.migrations()).map(({ name }) => ownWords(name)),
  };
}

async function machine({ diskSpace, clock, ownWords }: SectionsDeps) {
  const disk = await diskSpace();
  const interfaces = Object.values(networkInterfaces()).flatMap(list => list ?? []);
  return {
    at: instant(clock.now()),
    time_zone_minutes: -new Date(clock.now()).getTimezoneOffset(),
    system: system(),
    release: ownWords(release()),
    architecture: arch(),
    processors: cpus().length,
    load: loadavg().map(value => Math.round(value * 100) / 100),
    up_seconds: Math.round(uptime()),
    memory: { total_bytes: totalmem(), free_bytes: freemem() },
    disk: { total_bytes: disk.total, free_bytes: disk.free },
    // Neither names nor addresses: how many there are of which kind is what helps.
    network: {
      ipv4: interfaces.filter(one => one.family === 'IPv4' && !one.internal).length,
      ipv6: interfaces.filter(one => one.family === 'IPv6' && !one.internal).length,
    },
  };
}

async function configuration({ configuration: { host, port, workers, logLevel, databaseUrl } }: SectionsDeps) {
  const all = host === '0.0.0.0' || host === '::';
  return {
    listens_on: all ? 'all interfaces' : host === '127.0.0.1' || host === '::1' ? 'this machine only' : 'one interface',
    port,
    web_workers: workers,
    log_level: logLevel,
    database: databaseUrl === undefined ? 'in the data folder' : 'PostgreSQL',
  };
}

/** Which settings were made. Switches and figures are told; a text only by its length. */
async function settings({ repository, ownWords }: SectionsDeps) {
  const rows = await repository.settings();
  return Object.fromEntries(rows.map(({ key, value }) => [ownWords(key), settingShown(value)]));
}

function settingShown(stored: string): unknown {
  const value = JSON.parse(stored) as unknown;
  if (typeof value === 'boolean') return value;
  // A setting in figures is a port, a count, a time of day; longer ones might be a number that somebody is known by.
  if (typeof value === 'number' && Math.abs(value) < 1_000_000) return value;
  if (value === null || value === '') return 'empty';
  return Array.isArray(value) ? `a list of ${value.length}` : 'set';
}

async function server({ serverReport, ownWords }: SectionsDeps) {
  const report = await serverReport();
  if (!report) return { known: false };
  const { state, since, started_at, workers, last_crash, addresses } = report;
  return {
    known: true,
    state: state.name,
    reason: 'reason' in state ? ownWords(state.reason) : null,
    since,
    started_at,
    addresses: addresses.length,
    workers: workers.map(({ role, state: doing, since: from, restarts }) => ({
      role,
      state: doing,
      since: from,
      restarts,
    })),
    last_crash: last_crash && { at: last_crash.at, reason: ownWords(last_crash.reason) },
  };
}

async function database({ repository, ownWords }: SectionsDeps) {
  const tables: { table: string; rows: number; schema: string }[] = [];
  for (const { name, sql } of await repository.schema())
    tables.push({ table: ownWords(name), rows: await repository.rows(name), schema: ownWords(sql) });
  return { tables };
}

async function jobs({ repository, ownWords }: SectionsDeps) {
  const rows = await repository.lastJobs(JOBS);
  return rows.map(({ name, last_error, ...row }) => ({
    ...row,
    name: ownWords(String(name)),
    last_error: typeof last_error === 'string' ? ownWords(last_error) : null,
  }));
}

async function log({ readLog, ownWords }: SectionsDeps, filter: Pick<Reading, 'level'>) {
  const { lines } = await readLog({ ...filter, limit: LOG_LINES });
  return lines.toReversed().map(line => lineShown(line, ownWords));
}

const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function lineShown({ at, level, role, pid, label, sentence, fields }: LogLine, ownWords: OwnWords) {
  const { requestId, ...others } = fields;
  return {
    at,
    level,
    role: role && ownWords(role),
    pid,
    label: ownWords(label),
    sentence: ownWords(sentence),
    ...(typeof requestId === 'string' && REQUEST_ID.test(requestId) ? { request: requestId } : {}),
    fields: inOwnWords(others, ownWords),
  };
}

/** Own words of every text and every name within; figures and switches as they are, figures within reason. */
export function inOwnWords(value: unknown, ownWords: OwnWords): unknown {
  if (typeof value === 'string') return ownWords(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(one => inOwnWords(one, ownWords));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [ownWords(name), inOwnWords(one, ownWords)]));
  return typeof value === 'boolean' ? value : null;
}
