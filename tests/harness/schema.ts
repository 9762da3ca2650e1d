/** The schema of a database as text, for comparing and for the documentation. */
import type { Database } from '../../server/platform/db/database.ts';

/** Every table, index and view of the product as SQL, in order of name; what the engine and the migrations keep for themselves is left out. */
export async function schemaOf(db: Database): Promise<string[]> {
  const statements = db.engine === 'sqlite' ? await sqliteSchema(db) : await postgresSchema(db);
  return statements.filter(text => !/\b(schema_migrations|sqlite_sequence)/.test(text));
}

async function sqliteSchema({ read }: Database): Promise<string[]> {
  const rows = await read.all<{ sql: string }>(
    `select sql from sqlite_master where sql is not null order by tbl_name, type desc, name`,
  );
  return rows.map(({ sql }) => sql);
}

interface Column {
  table_name: string;
  column_name: string;
  type: string;
  nullable: boolean;
  default_value: string | null;
}

const COLUMNS = `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as default_value
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`;
const CONSTRAINTS = `select conrelid::regclass::text as table_name, conname as name, pg_get_constraintdef(oid) as text
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by conname`;
const INDEXES = `select tablename as table_name, indexdef as text from pg_indexes
  where schemaname = 'public' and indexname not in (select conname from pg_constraint) order by indexname`;

const VIEWS = `select viewname as name, definition as text from pg_views where schemaname = 'public' order by viewname`;

async function postgresSchema({ read }: Database): Promise<string[]> {
  const columns = await read.all<Column>(COLUMNS);
  const constraints = await read.all<{ table_name: string; name: string; text: string }>(CONSTRAINTS);
  const indexes = await read.all<{ table_name: string; text: string }>(INDEXES);
  const views = await read.all<{ name: string; text: string }>(VIEWS);
  const tables = [...new Set(columns.map(column => column.table_name))].flatMap(table => {
    const lines = [
      ...columns.filter(column => column.table_name === table).map(columnLine),
      ...constraints.filter(one => one.table_name === table).map(({ name, text }) => `constraint ${name} ${text}`),
    ];
    const own = indexes.filter(index => index.table_name === table).map(({ text }) => text.replace(' public.', ' '));
    return [`create table ${table} (\n  ${lines.join(',\n  ')}\n)`, ...own];
  });
  return [...tables, ...views.map(({ name, text }) => `create view ${name} as\n${text.replace(/;$/, '')}`)];
}

function columnLine({ column_name, type, nullable, default_value }: Column): string {
  return `${column_name} ${type}${nullable ? '' : ' not null'}${default_value === null ? '' : ` default ${default_value}`}`;
}
