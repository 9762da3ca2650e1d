/** Reads the environment: the only file that does. Everything else of the product is a setting in the database. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { readChosenDatabase } from './chosen-database.ts';
import { usualFolderHere } from './data-folder.ts';

export interface Configuration {
  /** Data folder, absolute. */
  dataFolder: string;
  host: string;
  port: number;
  /** Used while a certificate is in use; HTTP stays on `port`. */
  httpsPort: number;
  /** False never says the academy's name on the network, whatever the settings are. */
  announces?: boolean;
  /** Web workers; 0 runs everything in one process. */
  workers: number;
  /** PostgreSQL address; without it the database is SQLite in the data folder. */
  databaseUrl: string | undefined;
  /** Redis, where processes and machines share what they count; without it they share it in the database or beside it. */
  redisUrl?: string | undefined;
  /** The address comes from the environment, so it cannot be changed in the console. */
  databaseInEnvironment?: boolean;
  /** Serves a copy to look at: refuses every change, runs no jobs, ends with the process that started it. */
  readOnly?: boolean;
  /** True for development and tests: readable logs, source from the repository. */
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Started at boot by the system: controlled by its own user alone, or by members of its group as well; null otherwise. */
  service: 'own' | 'group' | null;
}

/** What systemd asks of a service that it started. */
export interface SystemdWish {
  /** Whether it waits to be told. */
  notify: boolean;
  /** Silence after which it starts the server anew, milliseconds; null without a watchdog. */
  watchdogMs: number | null;
}

export function readSystemdWish(env: NodeJS.ProcessEnv = process.env): SystemdWish {
  const microseconds = Number(env.WATCHDOG_USEC);
  return { notify: Boolean(env.NOTIFY_SOCKET), watchdogMs: microseconds > 0 ? microseconds / 1000 : null };
}

/** Which part of the server a process is; set by the supervisor for its workers. */
export type ProcessRole = 'supervisor' | 'web' | 'jobs' | 'operation' | 'trial' | 'migrate';

export function readRole(env: NodeJS.ProcessEnv = process.env): ProcessRole {
  return oneOf(env, 'LYCEUM_ROLE', ['supervisor', 'web', 'jobs', 'operation', 'trial', 'migrate'], 'supervisor');
}

/** The supervisor's environment, changed for a worker. */
export function environmentOfWorker(role: ProcessRole, port: number, env: NodeJS.ProcessEnv = process.env) {
  // Only the supervisor speaks with systemd.
  const { NOTIFY_SOCKET: _socket, WATCHDOG_USEC: _usec, WATCHDOG_PID: _pid, ...rest } = env;
  return { ...rest, LYCEUM_ROLE: role, LYCEUM_PORT: String(port) };
}

/** The same for a child of the command line, which may work on another data folder than the environment says. */
export const environmentOfCommand = (dataFolder: string, role: ProcessRole, env: NodeJS.ProcessEnv = process.env) =>
  environmentOfWorker(role, 0, { ...env, LYCEUM_DATA: dataFolder });

/** The data folder, absolute: all that the launcher needs to know. */
export const dataFolderOf = (env: NodeJS.ProcessEnv = process.env): string => resolve(env.LYCEUM_DATA ?? 'data');

/** The launcher's environment for the server that it starts: it says that somebody will start another program when asked to. */
export const environmentOfServer = (env: NodeJS.ProcessEnv = process.env) => ({ ...env, LYCEUM_LAUNCHER: '1' });

/** Our own environment for another version that is to migrate the same data and nothing else. */
export function environmentToMigrate(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { NODE_CHANNEL_FD: _fd, NODE_CHANNEL_SERIALIZATION_MODE: _mode, NODE_UNIQUE_ID: _id, ...rest } = env;
  return { ...rest, LYCEUM_ROLE: 'migrate' };
}

/** For the process of one step of an operation that belongs to no supervisor's operation. */
export function environmentOfStep(
  { dataFolder, databaseUrl }: Pick<Configuration, 'dataFolder' | 'databaseUrl'>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const { NODE_UNIQUE_ID: _id, ...rest } = env;
  return {
    ...environmentOfWorker('operation', 0, rest),
    LYCEUM_DATA: dataFolder,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
}

/** Whether this server was started by the launcher (server/launch.ts), so that it can hand over to another program. */
export const hasLauncher = (env: NodeJS.ProcessEnv = process.env): boolean => env.LYCEUM_LAUNCHER === '1';

/** What a server over a scratch copy is started with: on loopback, at a free port, in one process, for reading only. */
export function environmentOfScratch(
  { dataFolder, databaseUrl }: Pick<Configuration, 'dataFolder' | 'databaseUrl'>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(env).filter(
    ([name]) => !/^(LYCEUM_|NODE_CHANNEL|NODE_UNIQUE_ID|(DATABASE|REDIS)_URL$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    LYCEUM_DATA: dataFolder,
    LYCEUM_HOST: '127.0.0.1',
    LYCEUM_PORT: '0',
    LYCEUM_WORKERS: '0',
    LYCEUM_LOG_LEVEL: 'warn',
    LYCEUM_READ_ONLY: '1',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
}

/** Our own environment with more in it, for programs that take a password only from there. */
export function environmentWith(more: Record<string, string>, env: NodeJS.ProcessEnv = process.env) {
  return { ...env, ...more };
}

/** Reads and checks the configuration. Throws an Error whose message names the variable and what it must be. */
export function readConfiguration(env: NodeJS.ProcessEnv = process.env): Configuration {
  const dataFolder = dataFolderOf(env);
  const given = databaseAddress(env.DATABASE_URL);
  return {
    dataFolder,
    host: env.LYCEUM_HOST ?? '0.0.0.0',
    port: wholeNumber(env, 'LYCEUM_PORT', 8080, 0, 65_535),
    httpsPort: wholeNumber(env, 'LYCEUM_HTTPS_PORT', 8443, 0, 65_535),
    announces: env.LYCEUM_ANNOUNCE !== '0',
    workers: wholeNumber(env, 'LYCEUM_WORKERS', Math.max(1, availableParallelism() - 1), 0, 128),
    databaseUrl: given ?? readChosenDatabase(dataFolder),
    redisUrl: redisAddress(env.REDIS_URL),
    databaseInEnvironment: given !== undefined,
    readOnly: env.LYCEUM_READ_ONLY === '1',
    logLevel: oneOf(env, 'LYCEUM_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    service: env.LYCEUM_SERVICE ? oneOf<'own' | 'group'>(env, 'LYCEUM_SERVICE', ['own', 'group'], 'own') : null,
  };
}

/** Whether what Node makes of the sources is worth keeping in the data folder: a scratch copy is gone soon. */
export const keepsCode = (env: NodeJS.ProcessEnv = process.env): boolean => env.LYCEUM_READ_ONLY !== '1';

/** The data folder of a command that names none: LYCEUM_DATA, else the usual one that holds an academy. */
export const usualData = (env: NodeJS.ProcessEnv = process.env): string => env.LYCEUM_DATA ?? usualFolderHere(env);

/** For the command line: the folder that was named, else the usual one. */
export function configurationFor(folder: string | undefined, env: NodeJS.ProcessEnv = process.env): Configuration {
  return readConfiguration({ ...env, LYCEUM_DATA: folder ?? usualData(env) });
}

/** Where the database is to move, for those who do not want the password in the history of their shell. */
export const readMoveAddress = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  env.LYCEUM_MOVE_TO || undefined;

/** Seconds between the notice that the academy pauses and the pause, as milliseconds. */
export function readPauseNotice(env: NodeJS.ProcessEnv = process.env): number {
  return wholeNumber(env, 'LYCEUM_PAUSE_NOTICE', 10, 0, 600) * 1000;
}

/** For programs of the system that are only asked something: what they need to be found, in the language that we can read. */
export function environmentOfProgram(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { PATH: `${env.PATH ?? ''}:/usr/sbin:/sbin`, HOME: env.HOME, LC_ALL: 'C' };
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new Error(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  return value;
}

function oneOf<T extends string>(env: NodeJS.ProcessEnv, name: string, choices: readonly T[], fallback: T): T {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const choice = choices.find(c => c === text);
  if (!choice) throw new Error(`${name} must be one of ${choices.join(', ')}, not "${text}".`);
  return choice;
}

function redisAddress(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^rediss?:\/\/./.test(text)) throw new Error('REDIS_URL must begin with redis:// or rediss://.');
  return text;
}

function databaseAddress(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^postgres(ql)?:\/\//.test(text)) throw new Error('DATABASE_URL must begin with postgres:// or postgresql://.');
  return text;
}
