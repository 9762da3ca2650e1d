/** Many people at once out of a CSV file: read, looked at, applied, taken back. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, line, Nothing, Paging } from '../../platform/http/contract.ts';
import { Role } from '../contract.ts';

export const ImportField = z.enum(['email', 'first_name', 'last_name', 'name', 'roles', 'organization', 'phone']);
export type ImportField = z.output<typeof ImportField>;

export const ImportColumn = z.object({
  /** From 0. */
  index: z.number().int(),
  /** As the file writes it; empty when the file has no heads. */
  head: z.string(),
  /** What stands in the first lines. */
  samples: z.array(z.string()),
  /** What it holds; null for a column that is left out. */
  field: ImportField.nullable(),
  /** False where somebody should look at it. */
  sure: z.boolean(),
});
export type ImportColumn = z.output<typeof ImportColumn>;

export const ImportOptions = z.object({
  /** What happens with people who are here already. */
  existing: z.enum(['update', 'skip']).default('update'),
  /** For rows that name none. */
  roles: z.array(Role).min(1, 'Choose at least one role.').default(['student']),
  /** For rows that name none; null leaves it empty. */
  organization: line(120).nullable().default(null),
  /** How new people get in: an invitation by mail, links that are handed out afterwards, or nothing yet. */
  welcome: z.enum(['mail', 'links', 'later']).default('later'),
});
export type ImportOptions = z.output<typeof ImportOptions>;

/**
 * `reading` the file is looked at; `preview` nothing is written yet; `refused` it cannot be read; `applying`; `stopped` applying ended
 * before its time and can go on or be taken back; `done`; `undoing`; `undone` taken back.
 */
export const ImportState = z.enum([
  'reading',
  'preview',
  'refused',
  'applying',
  'stopped',
  'done',
  'undoing',
  'undone',
]);
export type ImportState = z.output<typeof ImportState>;

export const Verdict = z.enum(['new', 'changed', 'unchanged', 'refused']);
export type Verdict = z.output<typeof Verdict>;

/** What became of a row. */
export const RowOutcome = z.enum([
  'created',
  'updated',
  'unchanged',
  'skipped',
  'refused',
  'removed',
  'restored',
  'kept',
]);
export type RowOutcome = z.output<typeof RowOutcome>;

/** Why a row came to that, in words that a screen translates. */
export const outcomeCodes = [
  'LEFT_OUT',
  'ADDRESS_TAKEN',
  'PERSON_CHANGED',
  'GONE',
  'SIGNED_IN',
  'LEARNING',
  'CHANGED_SINCE',
] as const;
export const OutcomeCode = z.enum(outcomeCodes);
export type OutcomeCode = z.output<typeof OutcomeCode>;

/** Why a file cannot be read. */
export const FileTrouble = z.enum(['NOT_CSV', 'TOO_MANY_ROWS']);
export type FileTrouble = z.output<typeof FileTrouble>;

const Figures = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  /** New or changed, and left out by choice. */
  skipped: z.number().int(),
  /** Rows that are to be looked at although they can be imported. */
  noted: z.number().int(),
  outcomes: z.record(z.string(), z.number().int()),
});
export type Figures = z.output<typeof Figures>;

export const Import = z.object({
  id: Id,
  /** Of the file; empty when it was pasted. */
  name: z.string(),
  state: ImportState,
  /** 0 to 1, of what is under way. */
  progress: z.number(),
  /** Why it cannot be read, or why it stopped. */
  reason: z.string().nullable(),
  reason_code: FileTrouble.nullable(),
  created_at: Instant,
  /** Name of whoever brought it; null for the command line. */
  created_by: z.string().nullable(),
  applied_at: Instant.nullable(),
  /** Until when it can be taken back; null when it cannot. */
  undo_until: Instant.nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  columns: z.array(ImportColumn),
  options: ImportOptions,
  figures: Figures,
});
export type Import = z.output<typeof Import>;

/** A person as a row describes them; what the file does not say is null. */
export const ImportedPerson = z.object({
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  roles: z.array(Role),
  organization: z.string().nullable(),
  phone: z.string().nullable(),
});
export type ImportedPerson = z.output<typeof ImportedPerson>;

export const problemCodes = [
  'COLUMN_MISSING',
  'EMAIL_MISSING',
  'EMAIL_WRONG',
  'NAME_MISSING',
  'TOO_LONG',
  'CONTROL_CHARACTERS',
  'ROLE_UNKNOWN',
  'TWICE',
  'QUOTE_OPEN',
  'SAME_NAME',
  'FORMULA',
  'BECOMES_ADMINISTRATOR',
  'IS_SUSPENDED',
] as const;

export const Problem = z.object({
  code: z.enum(problemCodes),
  /** Head of the column, or its number. */
  column: z.string(),
  /** Which cell mends it; null when no single one does. */
  field: ImportField.nullable(),
  value: z.string(),
  reason: z.string(),
  /** A note keeps nobody from being imported. */
  note: z.boolean(),
});
export type Problem = z.output<typeof Problem>;

/** What somebody writes instead of what stands in the file. */
export const RowEdits = z
  .object({
    email: z.string().max(300),
    first_name: z.string().max(200),
    last_name: z.string().max(200),
    roles: z.string().max(200),
    organization: z.string().max(200),
    phone: z.string().max(100),
  })
  .partial();
export type RowEdits = z.output<typeof RowEdits>;

export const ImportRow = z.object({
  id: Id,
  /** Line of the file, from 1. */
  line: z.number().int(),
  verdict: Verdict,
  /** Left out by choice. */
  skip: z.boolean(),
  person: ImportedPerson,
  /** What stands there now, of the fields that would change. */
  before: ImportedPerson.partial(),
  problems: z.array(Problem),
  /** What stands in the file by field, or was written instead. */
  cells: z.partialRecord(ImportField, z.string()),
  /** What of it was written here instead of in the file. */
  edited: z.array(ImportField),
  user_id: Id.nullable(),
  outcome: RowOutcome.nullable(),
  outcome_reason: z.string().nullable(),
  outcome_code: OutcomeCode.nullable(),
});
export type ImportRow = z.output<typeof ImportRow>;

/** Bytes of a file at the most, and of its base64. */
export const MAX_BYTES = 10 * 1024 * 1024;
const MAX_BASE64 = Math.ceil(MAX_BYTES / 3) * 4;

const Chosen = z.object({ index: z.number().int().min(0).max(1000), field: ImportField.nullable() });

export const importEndpoints = {
  listImports: endpoint('GET /users/imports', {
    summary: 'Imports of people, newest first.',
    query: Paging,
    data: z.array(Import),
    paged: true,
  }),
  startImport: endpoint('POST /users/imports', {
    summary: 'Takes a CSV file of people and reads it in the background; nothing is written about people yet.',
    body: z.object({
      name: z.string().max(255).default(''),
      /** The bytes of the file as base64. */
      content: z.base64('must be base64').min(1).max(MAX_BASE64),
      options: ImportOptions.partial().default({}),
    }),
    data: Import,
    status: 201,
    bodyLimit: MAX_BASE64 + 10_000,
  }),
  readImport: endpoint('GET /users/imports/:id', { summary: 'One import.', params: IdParams, data: Import }),
  changeImport: endpoint('PUT /users/imports/:id', {
    summary: 'Says what the columns hold and by which rules people are imported; the file is read again.',
    params: IdParams,
    body: z.object({ columns: z.array(Chosen).max(1000).optional(), options: ImportOptions.partial().optional() }),
    data: Import,
  }),
  importRows: endpoint('GET /users/imports/:id/rows', {
    summary: 'Rows of an import: what would happen, or what became of them.',
    params: IdParams,
    query: Paging.extend({
      verdict: Verdict.optional(),
      outcome: RowOutcome.optional(),
      noted: z.enum(['true', 'false']).default('false'),
      search: z.string().max(100).optional(),
    }),
    data: z.array(ImportRow),
    paged: true,
  }),
  changeImportRow: endpoint('PUT /users/imports/:id/rows/:rowId', {
    summary:
      'Leaves a row out, or takes it in again; or writes something else into its cells, and judges it anew with every row of the same address.',
    params: z.object({ id: Id, rowId: Id }),
    body: z.union([z.object({ skip: z.boolean() }).strict(), z.object({ cells: RowEdits }).strict()]),
    data: ImportRow,
  }),
  applyImport: endpoint('POST /users/imports/:id/apply', {
    summary: 'Does in the background what the preview showed; one that stopped goes on.',
    params: IdParams,
    data: Import,
  }),
  undoPreview: endpoint('GET /users/imports/:id/undo', {
    summary: 'What taking an import back would remove and put back, and what would stay.',
    params: IdParams,
    data: z.object({
      removed: z.number().int(),
      restored: z.number().int(),
      kept: z.array(z.object({ line: z.number().int(), name: z.string(), reason: z.string(), code: OutcomeCode })),
    }),
  }),
  undoImport: endpoint('POST /users/imports/:id/undo', {
    summary: 'Takes an import back in the background; one that is under way ends first.',
    params: IdParams,
    data: Import,
  }),
  importResult: endpoint('GET /users/imports/:id/result', {
    rate: 'heavy',
    summary: 'What became of each row, as CSV.',
    params: IdParams,
    data: 'bytes',
  }),
  removeImport: endpoint('DELETE /users/imports/:id', {
    summary: 'Forgets an import of which nothing was written.',
    params: IdParams,
    data: Nothing,
  }),
};
