/** The academy's database: where it is, and moving it from SQLite to PostgreSQL and back. */
import { z } from 'zod';
import { endpoint, Instant } from '../platform/http/contract.ts';

export const Engine = z.enum(['sqlite', 'postgres']);

/** A table that was moved: its rows, and a checksum of all of them that was the same on both sides. */
export const MovedTable = z.object({ name: z.string(), rows: z.number().int(), checksum: z.string() });
export type MovedTable = z.output<typeof MovedTable>;

export const DatabaseMove = z.object({
  from: Engine,
  to: Engine,
  at: Instant,
  seconds: z.number(),
  /** Where the original was left, untouched. */
  kept: z.string(),
  tables: z.array(MovedTable),
});
export type DatabaseMove = z.output<typeof DatabaseMove>;

export const DatabaseFacts = z.object({
  engine: Engine,
  /** File, or address without its password. */
  location: z.string(),
  bytes: z.number(),
  rows: z.number().int(),
  /** `environment`: set by DATABASE_URL, so not to be changed here. */
  chosen_by: z.enum(['default', 'console', 'environment']),
  last_move: DatabaseMove.nullable(),
});
export type DatabaseFacts = z.output<typeof DatabaseFacts>;

export const PostgresAddress = z
  .string()
  .trim()
  .max(1000)
  .regex(/^postgres(ql)?:\/\/\S+$/, 'Write an address like postgres://name:password@host:5432/lyceum.');

/** Values of a plan of the kind `move-database`. The address goes as its secret. */
export const MoveValues = z.object({ to: Engine, user_id: z.number().int().nullable().default(null) });
export type MoveValues = z.output<typeof MoveValues>;

export const databaseEndpoints = {
  read: endpoint('GET /database', {
    summary: 'Which database the academy uses, and its last move.',
    data: DatabaseFacts,
  }),
  test: endpoint('POST /database/test', {
    summary: 'Whether the academy could move to this PostgreSQL database; changes nothing.',
    body: z.object({ url: PostgresAddress }),
    data: z.object({
      ok: z.boolean(),
      /** Of the server, when it answered. */
      version: z.string().nullable(),
      /** Why not, and what to do. */
      reason: z.string().nullable(),
    }),
  }),
  move: endpoint('POST /database/move', {
    summary:
      'Moves the academy to another database: pause, copy, compare, try, switch; goes back by itself when anything fails.',
    body: z.discriminatedUnion('to', [
      z.object({ to: z.literal('postgres'), url: PostgresAddress }),
      z.object({ to: z.literal('sqlite') }),
    ]),
    data: z.object({ operation_id: z.string() }),
    status: 202,
  }),
};
