import type { Database } from '../platform/db/database.ts';

interface SchemaRow {
  name: string;
  sql: string;
}

export type ActivityRepository = ReturnType<typeof createActivityRepository>;

export function createActivityRepository(db: Database) {
  return {
    /** Newest first. */
    lastJobs: (limit: number) =>
      db
        .reader('jobs')
        .orderBy('id', 'desc')
        .limit(limit)
        .select('id', 'name', 'state', 'progress', 'attempts', 'max_attempts', 'last_error')
        .select<Record<string, unknown>[]>('created_at', 'run_at', 'finished_at'),
    lastDiagnosticsJob: async () =>
      (await db.read.get<{ id: number }>(`select max(id) as id from jobs where name = 'activity.diagnostics'`))?.id ??
      null,
    settings: () => db.read.all<{ key: string; value: string }>('select key, value from settings order by key'),
    migrations: () =>
      db.read.all<{ name: string; at: string }>('select name, migration_time as at from schema_migrations order by id'),
    schema: () => (db.engine === 'sqlite' ? sqliteSchema(db) : postgresSchema(db)),
    async engineVersion(): Promise<string> {
      const sql = db.engine === 'sqlite' ? 'select sqlite_version() as version' : 'select version() as version';
      return (await db.read.get<{ version: string }>(sql))?.version ?? '';
    },
    rows: async (table: string): Promise<number> => {
      const [count] = await db.reader(table).count({ n: '*' });
      return Number((count as { n: number }).n);
    },
  };
}

const sqliteSchema = (db: Database) =>
  db.read.all<SchemaRow>(
    `select name, sql from sqlite_master where type = 'table' and sql is not null and name not like 'sqlite_%' order by name`,
  );

/** Tables with their columns, as far as one must know them to help. */
async function postgresSchema(db: Database): Promise<SchemaRow[]> {
  const columns = await db.read.all<{ table_name: string; column_name: string; data_type: string }>(
    `select table_name, column_name, data_type from information_schema.columns
      where table_schema = current_schema() order by table_name, ordinal_position`,
  );
  const tables = Map.groupBy(columns, column => column.table_name);
  return [...tables].map(([name, list]) => ({
    name,
    sql: `${name} (${list.map(({ column_name, data_type }) => `${column_name} ${data_type}`).join(', ')})`,
  }));
}
