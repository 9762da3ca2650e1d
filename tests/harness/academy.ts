/** A whole academy in this process, on the engine of this run, reached over real HTTP. */
import { randomBytes } from 'node:crypto';
import { createAcademy, type Academy } from '../../server/academy.ts';
import { createPasswords } from '../../server/accounts/passwords.ts';
import type { Role } from '../../server/accounts/contract.ts';
import { createAccountsRepository } from '../../server/accounts/repository/people.ts';
import { createSealing } from '../../server/platform/crypto/sealing.ts';
import { instant, systemClock } from '../../server/platform/clock.ts';
import type { Configuration } from '../../server/platform/config/configuration.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { contextNow } from '../../server/platform/context.ts';
import type { ApiError, Meta } from '../../server/platform/http/contract.ts';
import { createLog } from '../../server/platform/logging/log.ts';
import { RateRules } from '../../server/sign-in-rules/contract.ts';
import { prepareDatabase } from '../../server/preparation.ts';
import { freshDatabase, MIGRATED } from './engine.ts';
import { temporaryFolder } from './folders.ts';

export interface Answer {
  status: number;
  /** `data` of the envelope; tests know what they asked for. */
  // biome-ignore lint: answers of every shape pass through here
  data: any;
  errors: ApiError[];
  meta: Meta;
  headers: Headers;
  text: string;
}

/** Somebody who talks to the API, signed in or not. */
export interface Caller {
  /** null for a visitor. */
  userId: number | null;
  token: string | null;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export interface TestAcademy {
  academy: Academy;
  /** Without a slash at the end. */
  origin: string;
  dataFolder: string;
  /** Moves the academy's clock. */
  advance(ms: number): void;
  now(): number;
  visitor: Caller;
  /** A new person with these roles, signed in. */
  person(roles?: Role[], names?: { first_name?: string; last_name?: string; email?: string }): Promise<Caller>;
  /** Statements of the requests that `use` makes, in order. */
  queriesOf(use: () => Promise<unknown>): Promise<string[]>;
  stop(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';

/**
 * `watch`: the academy records and checks its health by itself; without, tests ask for it, and nothing else writes. `host`: what it
 * binds, the loopback address alone unless told; `httpsPort`: a free one unless told; `rates`: programs may ask only so often, which
 * tests would otherwise meet; `onLog`: takes every line of the log, of every level.
 */
export async function startAcademy({
  watch = false,
  host = '127.0.0.1',
  httpsPort = 0,
  rates = false,
  onLog,
}: {
  watch?: boolean;
  host?: string;
  httpsPort?: number;
  rates?: boolean;
  onLog?: (line: string) => void;
} = {}): Promise<TestAcademy> {
  const folder = temporaryFolder('academy');
  const database = await freshDatabase(MIGRATED);
  const configuration: Configuration = {
    dataFolder: folder.path,
    host,
    announces: process.env['LYCEUM_TEST_OWN_NETWORK'] === '1',
    port: 0,
    httpsPort,
    workers: 0,
    databaseUrl: database.url,
    logLevel: 'silent',
    service: null,
  };
  await prepare(configuration);
  let offset = 0;
  const clock = { now: () => systemClock.now() + offset };
  const statements: string[] = [];
  const log = onLog
    ? createLog({ level: 'debug', role: 'test', to: { write: onLog } })
    : createLog({ level: process.env['LYCEUM_TEST_LOG'] ?? 'silent', role: 'test' });
  const options = { configuration, log, clock, version: '0.0.0-test', web: true, jobs: true, watch };
  const academy = await createAcademy({ ...options, onQuery: sql => void (isAsked(sql) && statements.push(sql)) });
  if (!rates) await liftRates(academy);
  const { port } = await academy.listen();
  const origin = `http://127.0.0.1:${port}`;
  return {
    academy,
    origin,
    dataFolder: folder.path,
    advance: ms => {
      offset += ms;
    },
    now: clock.now,
    visitor: caller(origin, null, null),
    person: peopleMaker(academy, origin, clock.now),
    async queriesOf(use) {
      statements.length = 0;
      await use();
      return [...statements];
    },
    async stop() {
      await academy.close();
      await database.drop();
      folder.remove();
    },
  };
}

/** Whether a request asks: itself, or to know whose it is. Jobs work meanwhile, some of them every minute. */
function isAsked(sql: string): boolean {
  const { via } = contextNow();
  return via === null || (via === 'system' && /\bsessions\b/.test(sql));
}

/** As an administrator who sets every rate to nought. */
export async function liftRates({ db }: Pick<Academy, 'db'>): Promise<void> {
  const lifted = Object.fromEntries(Object.keys(RateRules.shape).map(name => [name, 0]));
  const row = { key: 'sign-in.rates', value: JSON.stringify(lifted), updated_at: instant(systemClock.now()) };
  await db.writer('settings').insert(row);
}

async function prepare(configuration: Configuration): Promise<void> {
  prepareFolders(configuration.dataFolder);
  await prepareDatabase(configuration);
}

/** Makes people directly in the database (one password hash for all) and signs them in over HTTP. */
function peopleMaker(academy: Academy, origin: string, now: () => number): TestAcademy['person'] {
  const accounts = createAccountsRepository(academy.db, createSealing(randomBytes(32)));
  const passwords = createPasswords();
  const passwordHash = passwords.hash(PASSWORD).finally(passwords.close);
  let count = 0;
  return async (roles = ['student'], names = {}) => {
    const number = ++count;
    const email = names.email ?? `person${number}@example.org`;
    const { first_name: firstName = 'Person', last_name: lastName = `Number ${number}` } = names;
    const at = instant(now());
    const hash = await passwordHash;
    const user = { email, firstName, lastName, roles, passwordHash: hash, grantedBy: null, at };
    const id = await academy.db.writer.transaction(tx => accounts.insert(tx, user));
    const { data } = await caller(origin, null, null).post('/auth/login', { email, password: PASSWORD });
    return caller(origin, id, data.token as string);
  };
}

export function caller(origin: string, userId: number | null, token: string | null): Caller {
  const request: Caller['request'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '' ? JSON.parse(text) : {};
    const { data = null, errors = [], meta } = json;
    return { status: response.status, data, errors, meta, headers: response.headers, text };
  };
  return {
    userId,
    token,
    request,
    get: (path, headers) => request('GET', path, undefined, headers),
    post: (path, body) => request('POST', path, body),
    put: (path, body) => request('PUT', path, body),
    delete: path => request('DELETE', path),
  };
}
