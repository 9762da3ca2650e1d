/** One JSON line per fact. Labels come from the call sites' fixed sentences; ids, never personal content or secrets. */
import { join } from 'node:path';
import pino from 'pino';

export type Log = pino.Logger;

export interface LogOptions {
  level: string;
  /** Folder for rotating files; without it lines go to standard output only. */
  folder?: string;
  /** Which process speaks: supervisor, web 1, jobs. */
  role: string;
}

const MEGABYTE = 1024 * 1024;

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

/** Creates the process's log: JSON to files of 100 MB × 10 (errors 50 MB × 5 besides) and to standard output. */
export function createLog({ level, folder, role }: LogOptions): Log {
  const base = { role, pid: process.pid };
  if (level === 'silent' || !folder) return pino({ level, base, redact: redacted });
  const rolling = (name: string, size: number, count: number, least: string) => ({
    target: 'pino-roll',
    level: least,
    options: {
      file: join(folder, name),
      extension: '.log',
      size: `${size / MEGABYTE}m`,
      limit: { count },
      mkdir: true,
    },
  });
  return pino({
    level,
    base,
    redact: redacted,
    transport: {
      targets: [rolling('lyceum', 100 * MEGABYTE, 10, level), rolling('errors', 50 * MEGABYTE, 5, 'error')],
    },
  });
}
