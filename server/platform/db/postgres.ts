import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { Database, Reads, SqlValue } from './database.ts';
import { connectionTo, withoutPassword } from './postgres-address.ts';

type Watch = (sql: string, ms: number | undefined) => void;
type Timed = (sql: string, ms: number) => void;

const INT8 = 20;
// Ids and counts fit a double; as text they would differ from SQLite.
pg.types.setTypeParser(INT8, Number);

/** What knex tells of a query; the id is the same in the answer. */
interface Asked {
  sql: string;
  __knexQueryUid: string;
}

const WRITERS = 8;
const READERS = 8;

export function openPostgres(url: string, watch: Watch, onTime: Timed): Database {
  const make = (max: number) => {
    const made = knex({
      client: 'pg',
      connection: { ...connectionTo(url) } as Knex.PgConnectionConfig,
      // The message of an error would carry every value of the query into the log.
      compileSqlOnError: false,
      pool: { min: 0, max },
    });
    const begun = new Map<string, number>();
    made.on('query', ({ sql, __knexQueryUid: id }: Asked) => {
      watch(sql, undefined);
      begun.set(id, performance.now());
    });
    const answered = ({ sql, __knexQueryUid: id }: Asked) => {
      onTime(sql, performance.now() - (begun.get(id) ?? Infinity));
      begun.delete(id);
    };
    made.on('query-response', (_: unknown, query: Asked) => answered(query));
    made.on('query-error', (_: unknown, query: Asked) => answered(query));
    return made;
  };
  const writer = make(WRITERS);
  const reader = make(READERS);
  const pool = new pg.Pool({ ...connectionTo(url), max: READERS });
  // An idle connection that PostgreSQL closes must not end the process; the next query opens another.
  pool.on('error', () => {});
  return {
    engine: 'postgres',
    reader,
    writer,
    read: rawReads(pool, watch, onTime),
    location: withoutPassword(url),
    async close() {
      await pool.end();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

function rawReads(pool: pg.Pool, watch: Watch, onTime: Timed): Reads {
  const named = new Map<string, { name: string; text: string }>();
  const query = async <Row>(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> => {
    let statement = named.get(sql);
    if (!statement) {
      statement = { name: `q${named.size}`, text: numbered(sql) };
      named.set(sql, statement);
    }
    const from = performance.now();
    const { rows } = await pool.query({ ...statement, values: [...params] });
    const ms = performance.now() - from;
    watch(sql, ms);
    onTime(sql, ms);
    return rows as Row[];
  };
  return {
    all: query,
    get: async <Row>(sql: string, params?: readonly SqlValue[]) => (await query<Row>(sql, params))[0],
  };
}

/** `?` placeholders become `$1`, `$2`, … as PostgreSQL writes them. No literal in our hot reads holds a question mark. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
}
