/** Reads the environment: the only file that does. Everything else of the product is a setting in the database. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

export interface Configuration {
  /** Data folder, absolute. */
  dataFolder: string;
  host: string;
  port: number;
  /** Web workers; 0 runs everything in one process. */
  workers: number;
  /** PostgreSQL address; without it the database is SQLite in the data folder. */
  databaseUrl: string | undefined;
  /** True for development and tests: readable logs, source from the repository. */
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Which part of the server a process is; set by the supervisor for its workers. */
export type ProcessRole = 'supervisor' | 'web' | 'jobs';

export function readRole(env: NodeJS.ProcessEnv = process.env): ProcessRole {
  return oneOf(env, 'LYCEUM_ROLE', ['supervisor', 'web', 'jobs'], 'supervisor');
}

/** The supervisor's environment, changed for a worker. */
export function environmentOfWorker(role: ProcessRole, port: number, env: NodeJS.ProcessEnv = process.env) {
  return { ...env, LYCEUM_ROLE: role, LYCEUM_PORT: String(port) };
}

/** Reads and checks the configuration. Throws an Error whose message names the variable and what it must be. */
export function readConfiguration(env: NodeJS.ProcessEnv = process.env): Configuration {
  return {
    dataFolder: resolve(env.LYCEUM_DATA ?? 'data'),
    host: env.LYCEUM_HOST ?? '0.0.0.0',
    port: wholeNumber(env, 'LYCEUM_PORT', 8080, 0, 65_535),
    workers: wholeNumber(env, 'LYCEUM_WORKERS', Math.max(1, availableParallelism() - 1), 0, 128),
    databaseUrl: databaseAddress(env.DATABASE_URL),
    logLevel: oneOf(env, 'LYCEUM_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  };
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

function databaseAddress(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^postgres(ql)?:\/\//.test(text)) throw new Error('DATABASE_URL must begin with postgres:// or postgresql://.');
  return text;
}
