import knex from 'knex';
import pg from 'pg';
import type { Database, Reads, SqlValue } from './database.ts';

type Watch = (sql: string, ms: number | undefined) => void;

const INT8 = 20;
// Ids and counts fit a double; as text they would differ from SQLite.
pg.types.setTypeParser(INT8, Number);

const WRITERS = 8;
const READERS = 8;

export function openPostgres(url: string, watch: Watch): Database {
  const make = (max: number) => {
    const made = knex({ client: 'pg', connection: url, pool: { min: 0, max } });
    made.on('query', (query: { sql: string }) => watch(query.sql, undefined));
    return made;
  };
  const writer = make(WRITERS);
  const reader = make(READERS);
  const pool = new pg.Pool({ connectionString: url, max: READERS });
  // An idle connection that PostgreSQL closes must not end the process; the next query opens another.
  pool.on('error', () => {});
  return {
    engine: 'postgres',
    reader,
    writer,
    read: rawReads(pool, watch),
    location: withoutPassword(url),
    async close() {
      await pool.end();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

function withoutPassword(url: string): string {
  const address = new URL(url);
  address.password = '';
  return address.toString();
}

function rawReads(pool: pg.Pool, watch: Watch): Reads {
  const named = new Map<string, { name: string; text: string }>();
  const query = async <Row>(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> => {
    let statement = named.get(sql);
    if (!statement) {
      statement = { name: `q${named.size}`, text: numbered(sql) };
      named.set(sql, statement);
    }
    const from = performance.now();
    const { rows } = await pool.query({ ...statement, values: [...params] });
    watch(sql, performance.now() - from);
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
