/** One JSON line per fact. Labels come from the call sites' fixed sentences; ids, never personal content or secrets. */
import pino from 'pino';

export type Log = pino.Logger;

export interface LogOptions {
  level: string;
  /** Which process speaks: supervisor, web, jobs. */
  role: string;
  /** Where lines go; standard output unless told. */
  to?: { write(line: string): void };
}

/** Secrets that must not reach a log line even when an object holding them is logged by mistake. */
const redacted = [
  'password',
  'token',
  'refresh_token',
  '*.password',
  '*.token',
  '*.refresh_token',
  'headers.cookie',
  'headers.authorization',
];

/** Creates the process's log. */
export function createLog({ level, role, to }: LogOptions): Log {
  const options = { level, base: { role, pid: process.pid }, redact: redacted };
  return to ? pino(options, to) : pino(options);
}
