/** The documentation that is made from the code, as text by file name below the repository. */
import { Role } from '../../server/accounts/contract.ts';
import { permissionsFor } from '../../server/accounts/permissions.ts';
import type { Academy } from '../../server/academy.ts';
import type { Database } from '../../server/platform/db/database.ts';
import { errorCodes } from '../../server/platform/errors/contract.ts';
import { schemaOf } from './schema.ts';

const MADE = 'Made by `node build/docs.mjs` from the code; do not edit.';

export async function generatedDocs({ routes, mounts, db }: Academy): Promise<Record<string, string>> {
  const schema = (await schemaOf(db)).map(statement => `${statement};\n`).join('\n');
  const sql = `-- ${MADE}\n\n${schema}`;
  if (db.engine === 'postgres') return { 'migrations/schema.pg.sql': sql };
  return {
    'docs/permissions.md': permissionMatrix([
      ...routes.map(({ endpoint, guard }) => ({ route: endpoint.route.replace(/:(\w+)/g, '{$1}'), guard })),
      ...mounts.flatMap(({ path, guard, operations }) =>
        operations.map(one => ({ route: `${one.method} ${path}${one.path}`, guard })),
      ),
    ]),
    'docs/api-errors.md': errorCatalogue(),
    'docs/schema.md': await tables(db),
    'migrations/schema.sqlite.sql': sql,
  };
}

const HEADS: Record<Role, string> = {
  student: 'student',
  instructor: 'instructor',
  mentor: 'mentor',
  corporate_representative: 'representative',
  administrator: 'administrator',
};

function permissionMatrix(rows: { route: string; guard: string }[]): string {
  const cells = (guard: string) =>
    Role.options.map(role => {
      const held = permissionsFor([role]);
      return guard === 'anyone' || guard === 'signed in' || held.has('*') || held.has(guard) ? '✓' : '';
    });
  const lines = rows
    .toSorted((one, other) => pathOf(one.route).localeCompare(pathOf(other.route), 'en'))
    .map(({ route, guard }) => row([`\`${route}\``, guard, guard === 'anyone' ? '✓' : '', ...cells(guard)]));
  return [
    '# Who may do what',
    '',
    MADE,
    '',
    'A tick says that the door is open. Behind it, the use case still asks whose thing it is: instructors reach their own',
    'courses, people their own attempts and certificates, administrators everything. Paths are below `/api/v1`.',
    '',
    row(['endpoint', 'guard', 'visitor', ...Role.options.map(role => HEADS[role])]),
    row(['---', '---', ...Array.from({ length: Role.options.length + 1 }, () => ':-:')]),
    ...lines,
    '',
  ].join('\n');
}

const pathOf = (route: string) => route.split(' ').toReversed().join(' ');
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function errorCatalogue(): string {
  const lines = Object.entries(errorCodes)
    .toSorted(([, one], [, other]) => one.status - other.status)
    .map(([code, { status, meaning }]) => row([`\`${code}\``, String(status), meaning]));
  return [
    '# Errors of the API',
    '',
    MADE,
    '',
    'Every refusal is `{ "status": "error", "data": null, "meta": …, "errors": [{ "code", "message", "field"? }] }`.',
    '',
    row(['code', 'HTTP status', 'meaning']),
    row(['---', '--:', '---']),
    ...lines,
    '',
  ].join('\n');
}

interface Column {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}
interface Key {
  from: string;
  table: string;
  to: string;
}

/** Tables and columns as SQLite has them; PostgreSQL's differ in type names only. */
async function tables({ read }: Database): Promise<string> {
  const names = await read.all<{ name: string }>(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'schema_%' order by name`,
  );
  const sections: string[] = [];
  for (const { name } of names) {
    const keys = await read.all<Key>(`pragma foreign_key_list(${name})`);
    const columns = await read.all<Column>(`pragma table_info(${name})`);
    const lines = columns.map(column => row(columnCells(column, keys)));
    sections.push(
      [
        `## ${name}`,
        '',
        row(['column', 'type', 'empty', 'default', 'refers to']),
        row(Array(5).fill('---')),
        ...lines,
        '',
      ].join('\n'),
    );
  }
  return [
    '# Tables',
    '',
    MADE,
    '',
    'Times are UTC text (`2026-11-21T09:00:00.000Z`), JSON is text, ids are integers, money is integer minor units.',
    '',
    ...sections,
  ].join('\n');
}

function columnCells({ name, type, notnull, dflt_value, pk }: Column, keys: readonly Key[]): string[] {
  const key = keys.find(({ from }) => from === name);
  return [
    pk > 0 ? `**${name}**` : name,
    type,
    notnull || pk > 0 ? '' : 'may be',
    dflt_value ?? '',
    key ? `${key.table}.${key.to}` : '',
  ];
}
