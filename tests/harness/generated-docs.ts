/** The documentation that is made from the code, as text by file name below the repository. */
import { Role, type Scope } from '../../server/accounts/contract.ts';
import { commands, guide } from '../../server/cli/index.ts';
import { permissionsFor, scopeOf } from '../../server/accounts/permissions.ts';
import type { Academy } from '../../server/academy.ts';
import type { Database } from '../../server/platform/db/database.ts';
import { errorCodes } from '../../server/platform/errors/contract.ts';
import { schemaOf } from './schema.ts';

const MADE = 'Made by `node build/docs.mjs` from the code; do not edit.';

export async function generatedDocs({ routes, mounts, db, personal }: Academy): Promise<Record<string, string>> {
  const schema = (await schemaOf(db)).map(statement => `${statement};\n`).join('\n');
  const sql = `-- ${MADE}\n\n${schema}`;
  if (db.engine === 'postgres') return { 'migrations/schema.pg.sql': sql };
  return {
    'docs/permissions.md': permissionMatrix([
      ...routes.map(({ endpoint, guard, fresh, inPerson }) => ({
        route: endpoint.route.replace(/:(\w+)/g, '{$1}'),
        guard,
        proof: fresh ? 'fresh' : inPerson ? 'in person' : '',
      })),
      ...mounts.flatMap(({ path, guard, operations }) =>
        operations.map(one => ({ route: `${one.method} ${path}${one.path}`, guard, proof: '' })),
      ),
    ]),
    'docs/api-errors.md': errorCatalogue(),
    'docs/security/privacy.md': privacyList(personal()),
    'docs/guides/command-line.md': guide(commands, MADE),
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

const WITHIN: Record<Scope, string> = {
  self: 'own',
  courses: 'own courses',
  mentees: 'own mentees',
  organisation: 'own organisation',
};

function permissionMatrix(rows: { route: string; guard: string; proof: string }[]): string {
  const cells = (guard: string) =>
    Role.options.map(role => {
      const held = permissionsFor([role]);
      const opens = guard === 'anyone' || guard === 'signed in' || held.has('*') || held.has(guard);
      const scope = scopeOf(role, guard);
      return opens ? (scope ? WITHIN[scope] : '✓') : '';
    });
  const lines = rows
    .toSorted((one, other) => pathOf(one.route).localeCompare(pathOf(other.route), 'en'))
    .map(({ route, guard, proof }) =>
      row([`\`${route}\``, guard, proof, guard === 'anyone' ? '✓' : '', ...cells(guard)]),
    );
  return [
    '# Who may do what',
    '',
    MADE,
    '',
    'A tick says that the door is open, words say within what: *own* is the person’s own work, *own courses* those that they teach,',
    '*own mentees* those whom an administrator gave them, *own organisation* the people of an organisation that they represent, whose',
    'progress is shown where the person agreed. Behind the door the use case asks whose thing it is; what belongs to somebody else is',
    'NOT_FOUND, and where a row is about another scope than the role’s, nothing stands behind the door. Administrators reach',
    'everything. Paths are below `/api/v1`.',
    '',
    '*Fresh* rows ask for the password (or another proof) again when the last one is older than the rule of sign-in says, with',
    '`CONFIRM_IDENTITY`; *in person* rows, and the fresh ones, are closed to an administrator who looks at the academy as somebody',
    'else. Why a row is fresh stands in [security/step-up.md](security/step-up.md).',
    '',
    row(['endpoint', 'guard', 'proof', 'visitor', ...Role.options.map(role => HEADS[role])]),
    row(['---', '---', '---', ...Array.from({ length: Role.options.length + 1 }, () => ':-:')]),
    ...lines,
    '',
  ].join('\n');
}

const pathOf = (route: string) => route.split(' ').toReversed().join(' ');
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const HOW = { removed: 'removed', emptied: 'stays without the person', kept: 'stays' } as const;

function privacyList(parts: ReturnType<Academy['personal']>): string {
  const sections = parts.flatMap(({ name, tables: own }) => [
    `## ${name}`,
    '',
    row(['table', 'what', 'what for', 'how long', 'who sees it', 'after an erasure']),
    row(['---', '---', '---', '---', '---', '---']),
    ...own.map(({ table, holds, erasure }) =>
      row([table, holds.what, holds.why, holds.long, holds.who, HOW[erasure.how]]),
    ),
    '',
  ]);
  return [
    '# What is stored of a person',
    '',
    MADE,
    '',
    'Each feature says it of its own tables (`personal.ts`); exports, erasures and this page are made from it. Besides these, one-way',
    'hashes of who was erased lie in `erased.txt` of the data folder. Addresses in the network and browsers are kept with sessions and',
    'with the ledger only. Log lines name people by their number; what looks like an e-mail address or a secret is blacked out.',
    '',
    ...sections,
  ].join('\n');
}

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
