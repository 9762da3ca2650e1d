/** What went on: the log, what people did, and the diagnostics bundle for somebody who helps from afar. */
import { z } from 'zod';
import { endpoint, Id, Instant } from '../platform/http/contract.ts';

const Place = z.string().regex(/^\d{1,9}:\d{1,15}$/);

export const LogLevel = z.enum(['debug', 'info', 'warn', 'error', 'fatal']);

export const LogLine = z.object({
  /** Place of the line in the files. */
  id: z.string(),
  /** null for the last words of a process that crashed. */
  at: Instant.nullable(),
  level: LogLevel,
  /** Which process spoke: supervisor, web, jobs. */
  role: z.string().nullable(),
  pid: z.number().int().nullable(),
  /** Name of this kind of line, stable; screens translate by it. */
  label: z.string(),
  /** The line as a sentence, in English. */
  sentence: z.string(),
  /** What else stands in the line. */
  fields: z.record(z.string(), z.unknown()),
});
export type LogLine = z.output<typeof LogLine>;

export const DiagnosticsFile = z.object({ name: z.string(), bytes: z.number().int() });

export const Diagnostics = z.object({
  /** The job that makes a bundle now, or made the last one; null when there was none. */
  job_id: Id.nullable(),
  /** null while there is none to download. */
  bundle: z
    .object({
      name: z.string(),
      made_at: Instant,
      bytes: z.number().int(),
      files: z.array(DiagnosticsFile),
    })
    .nullable(),
});
export type Diagnostics = z.output<typeof Diagnostics>;

declare module '../platform/realtime/contract.ts' {
  interface Messages {
    /** There are new lines in the log. */
    'log.changed': Record<string, never>;
  }
}

export const activityEndpoints = {
  logs: endpoint('GET /logs', {
    summary: 'Lines of the log, newest first; `older` leads further back through the rotated files.',
    query: z.object({
      level: LogLevel.optional(),
      role: z.enum(['supervisor', 'web', 'jobs']).optional(),
      text: z.string().max(200).optional(),
      request_id: z.string().max(64).optional(),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
      before: Place.optional(),
      after: Place.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    data: z.object({ lines: z.array(LogLine), older: z.string().nullable(), newer: z.string() }),
  }),
  diagnostics: endpoint('GET /diagnostics', {
    summary: 'The diagnostics bundle that was made last, with its files.',
    data: Diagnostics,
  }),
  makeDiagnostics: endpoint('POST /diagnostics', {
    summary: 'Makes a new diagnostics bundle in the background.',
    data: z.object({ job_id: Id }),
    status: 202,
  }),
  readDiagnostics: endpoint('GET /diagnostics/content', {
    summary: 'One file of the bundle as text, to read before it is handed on.',
    query: z.object({ name: z.string().max(80) }),
    data: z.object({ name: z.string(), text: z.string() }),
  }),
  downloadDiagnostics: endpoint('GET /diagnostics/bundle', {
    rate: 'heavy',
    summary: 'The bundle, a ZIP file.',
    data: 'bytes',
  }),
};
