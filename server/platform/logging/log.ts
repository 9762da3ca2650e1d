/** One JSON line per fact. Labels are a closed list (labels.ts); fields are ids and measures, never personal content or secrets. */
import pino from 'pino';
import { shownError } from './errors.ts';
import type { Label } from './labels.ts';
import { scrub } from './scrubbing.ts';

interface Say {
  (fields: object, label: Label): void;
  (label: Label): void;
}

export interface Log {
  debug: Say;
  info: Say;
  warn: Say;
  error: Say;
  fatal: Say;
}

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

/** Creates the process's log. Every line is scrubbed as it is written: messages of errors quote what they failed on. */
export function createLog({ level, role, to }: LogOptions): Log {
  const options = {
    level,
    base: { role, pid: process.pid },
    redact: redacted,
    serializers: { err: (thrown: unknown) => shownError(thrown) },
    hooks: { streamWrite: scrub },
  };
  return to ? pino(options, to) : pino(options);
}
