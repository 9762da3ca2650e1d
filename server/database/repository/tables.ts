/** The two engines' own words for tables, keys and numbers given out. */
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Row, Table } from '../copy-rules.ts';

/** What the migrations and the limiter make anew on the other side. */
const OWN = new Set(['schema_migrations', 'schema_migrations_lock', 'rate_limits']);

export async function tablesOf(db: Database): Promise<Table[]> {
  return db.engine === 'sqlite' ? sqliteTables(db) : postgresTables(db);
}

async function sqliteTables({ read }: Database): Promise<Table[]> {
  const names = await read.all<{ name: string }>(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'`,
  );
  const tables: Table[] = [];
  for (const { name } of names.filter(each => !OWN.has(each.name))) {
    const columns = await read.all<{ name: string; type: string; pk: number }>(
      'select name, type, pk from pragma_table_info(?)',
      [name],
    );
    const parents = await read.all<{ table: string }>('select "table" from pragma_foreign_key_list(?)', [name]);
    const key = columns.filter(column => column.pk > 0).toSorted((a, b) => a.pk - b.pk);
    tables.push({
      name,
      key: key.map(column => column.name),
      columns: new Map(columns.map(column => [column.name, column.type.toLowerCase()])),
      parents: [...new Set(parents.map(parent => parent.table))],
    });
  }
  return tables;
}

async function postgresTables({ read }: Database): Promise<Table[]> {
  const columns = await read.all<{ table_name: string; column_name: string; data_type: string }>(
    `select c.table_name, c.column_name, c.data_type from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
     where c.table_schema = current_schema() order by c.table_name, c.ordinal_position`,
  );
  const keys = await read.all<{ table_name: string; column_name: string }>(
    `select k.table_name, k.column_name from information_schema.table_constraints c
     join information_schema.key_column_usage k on k.constraint_name = c.constraint_name and k.table_schema = c.table_schema
     where c.constraint_type = 'PRIMARY KEY' and c.table_schema = current_schema() order by k.table_name, k.ordinal_position`,
  );
  const references = await read.all<{ child: string; parent: string }>(
    `select distinct c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where c.contype = 'f' and n.nspname = current_schema()`,
  );
  const names = [...new Set(columns.map(column => column.table_name))].filter(name => !OWN.has(name));
  return names.map(name => ({
    name,
    key: keys.filter(key => key.table_name === name).map(key => key.column_name),
    columns: new Map(
      columns.filter(column => column.table_name === name).map(column => [column.column_name, column.data_type]),
    ),
    parents: references.filter(reference => reference.child === name).map(reference => reference.parent),
  }));
}

export async function countRows({ read }: Database, table: string): Promise<number> {
  const row = await read.get<{ n: number }>(`select count(*) as n from ${table}`);
  return Number(row?.n ?? 0);
}

/** Rows in the order of their key, so many at a time. */
export async function* rowsOfTable({ read }: Database, { name, key }: Table, size: number): AsyncIterable<Row[]> {
  if (key.length === 0) throw new Error(`The table ${name} has no key.`);
  const columns = key.map(column => `"${column}"`).join(', ');
  const marks = key.map(() => '?').join(', ');
  let last: Row | undefined;
  for (;;) {
    const after = last ? `where (${columns}) > (${marks})` : '';
    const values = last ? key.map(column => last?.[column] as string | number) : [];
    const rows = await read.all<Row>(`select * from ${name} ${after} order by ${columns} limit ${size}`, values);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = rows.at(-1);
  }
}

/** The highest number that each table gave out, also of rows that are gone: none is given out twice. */
export async function numbersOf(db: Database, tables: readonly Table[]): Promise<Map<string, number>> {
  if (db.engine === 'sqlite') {
    const rows = await db.read.all<{ name: string; seq: number }>('select name, seq from sqlite_sequence');
    return new Map(rows.filter(({ name }) => !OWN.has(name)).map(({ name, seq }) => [name, Number(seq)]));
  }
  const numbers = new Map<string, number>();
  for (const { name } of tables.filter(table => table.columns.has('id'))) {
    const row = await db.read.get<{ last: number | null }>(
      `select s.last_value as last from pg_sequences s
       where (quote_ident(s.schemaname) || '.' || quote_ident(s.sequencename)) = pg_get_serial_sequence(?, 'id')`,
      [name],
    );
    if (row?.last != null) numbers.set(name, Number(row.last));
  }
  return numbers;
}

export async function setNumbers(db: Database, tx: Tx, numbers: ReadonlyMap<string, number>): Promise<void> {
  for (const [name, last] of numbers) {
    if (last < 1) continue;
    if (db.engine === 'sqlite') {
      const changed = await tx('sqlite_sequence').where({ name }).update({ seq: last });
      if (changed === 0) await tx('sqlite_sequence').insert({ name, seq: last });
    } else await tx.raw(`select setval(pg_get_serial_sequence(?, 'id'), ?)`, [name, last]);
  }
}

/** Version of the server, for people; throws what the connection throws. */
export async function postgresVersion({ read }: Database): Promise<{ text: string; major: number }> {
  const row = await read.get<{ server_version: string; number: string }>(
    `select current_setting('server_version') as server_version, current_setting('server_version_num') as number`,
  );
  return { text: row?.server_version ?? '', major: Math.floor(Number(row?.number ?? 0) / 10_000) };
}

/** Encoding of the database: academies hold every alphabet. */
export async function postgresEncoding({ read }: Database): Promise<string> {
  return (await read.get<{ e: string }>(`select current_setting('server_encoding') as e`))?.e ?? '';
}

/** Whether the account may make tables here. */
export async function mayCreate({ read }: Database): Promise<boolean> {
  const row = await read.get<{ ok: boolean }>(`select has_schema_privilege(current_schema(), 'CREATE') as ok`);
  return Boolean(row?.ok);
}

/** Throws away the tables of an unfinished move. */
export async function dropTables(tx: Tx, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables.toReversed()) await tx.raw('drop table if exists ?? cascade', [name]);
  for (const name of OWN) await tx.raw('drop table if exists ?? cascade', [name]);
}
