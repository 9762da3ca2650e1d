/** What the export says of itself, for people and for programs. Pure. */
import type { PersonalTable } from '../platform/personal/about.ts';
import type { Column, Row } from './repository/about-person.ts';

export const FORMAT = 'lyceum-personal-export/1';

export interface TableFacts {
  name: string;
  part: string;
  holds: PersonalTable['holds'];
  leftOut: string | null;
  hidden: Readonly<Record<string, string>>;
  columns: readonly Column[];
  rows: readonly Row[];
}

export interface ArchiveFacts {
  format: string;
  site: { name: string };
  userId: number;
  name: string;
  madeAt: string;
  tables: readonly TableFacts[];
  files: readonly string[];
}

export function readme({ site, name, madeAt, tables, files }: ArchiveFacts): string {
  const given = tables.filter(table => table.leftOut === null);
  return [
    `Everything that ${site.name} keeps about ${name}, as of ${madeAt} (UTC).`,
    '',
    'Open index.html in any browser to read it; it needs no connection and runs no program.',
    'person.json holds the same for programs, schema.json describes it (JSON Schema 2020-12), csv/ holds each table for spreadsheets.',
    'Certificates are in files/certificates: the PDF, and what was signed with the signature and the public key to check it.',
    '',
    'Tables:',
    ...given.map(
      ({ name: table, rows, holds }) => `- ${table} (${rows.length}): ${holds.what}. Kept ${holds.why}; ${holds.long}.`,
    ),
    '',
    'Columns that are left out:',
    ...given.flatMap(({ name: table, hidden }) =>
      Object.entries(hidden).map(([column, reason]) => `- ${table}.${column}: ${reason}`),
    ),
    ...tables.flatMap(({ name: table, leftOut }) => (leftOut === null ? [] : [`- ${table}: ${leftOut}`])),
    '',
    files.length === 0 ? 'There are no files of yours.' : 'Files:',
    ...files.map(path => `- ${path}`),
    '',
  ].join('\r\n');
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#11181d;background:#fff}
h1{font-size:1.75rem}h2{font-size:1.25rem;margin-top:2.5rem}p{max-width:44rem}.t{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem}th,td{text-align:start;vertical-align:top;padding:.4rem .75rem .4rem 0;
border-bottom:1px solid #e0e4e7;max-width:28rem;overflow-wrap:anywhere}th{font-weight:600;color:#4a535a}
@media(prefers-color-scheme:dark){body{color:#eceff1;background:#11161a}th{color:#b5bdc3}th,td{border-color:#283036}a{color:#7cc2e7}}`;

/** One page that needs nothing else: no script, no style sheet, no picture. */
export function indexPage(facts: ArchiveFacts): string {
  const { site, name, madeAt, tables, files } = facts;
  const given = tables.filter(table => table.leftOut === null);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">
<title>${escaped(`${name}, ${site.name}`)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(name)}</h1>
<p>Everything that ${escaped(site.name)} keeps about this person, as of ${escaped(madeAt)} (UTC).</p>
<ul>${given.map(table => `<li><a href="#${table.name}">${table.name}</a> (${table.rows.length})</li>`).join('')}</ul>
${given.map(section).join('\n')}
<h2>Files</h2>
${files.length === 0 ? '<p>None.</p>' : `<ul>${files.map(link).join('')}</ul>`}
</body></html>
`;
}

const link = (path: string) =>
  `<li><a href="${escaped(path.split('/').map(encodeURIComponent).join('/'))}">${escaped(path)}</a></li>`;

function section({ name, holds, columns, rows }: TableFacts): string {
  const head = `<h2 id="${name}">${name}</h2>\n<p>${escaped(`${sentence(holds.what)} Kept ${holds.why}; ${holds.long}. Seen by: ${holds.who}.`)}</p>`;
  if (rows.length === 0) return `${head}\n<p>Nothing.</p>`;
  const titles = columns.map(column => `<th scope="col">${column.name}</th>`).join('');
  const lines = rows.map(
    row => `<tr>${columns.map(column => `<td>${escaped(String(row[column.name] ?? ''))}</td>`).join('')}</tr>`,
  );
  return `${head}\n<div class="t" tabindex="0" role="region" aria-labelledby="${name}"><table><thead><tr>${titles}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table></div>`;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** JSON Schema 2020-12 of `person.json`. */
export function schemaOf(tables: readonly TableFacts[]) {
  const text = { type: 'string' };
  const texts = { type: 'object', additionalProperties: text };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What an academy keeps about a person',
    type: 'object',
    required: ['format', 'made_at', 'academy', 'person', 'tables', 'left_out', 'hidden', 'files'],
    properties: {
      format: { const: FORMAT },
      made_at: { type: 'string', format: 'date-time' },
      academy: text,
      person: { type: 'integer' },
      tables: {
        type: 'object',
        required: tables.map(({ name }) => name),
        properties: Object.fromEntries(tables.map(table => [table.name, schemaOfTable(table)])),
      },
      left_out: texts,
      hidden: { type: 'object', additionalProperties: texts },
      files: { type: 'array', items: text },
    },
  };
}

function schemaOfTable({ holds, columns }: TableFacts) {
  return {
    description: holds.what,
    type: 'array',
    items: {
      type: 'object',
      required: columns.map(({ name }) => name),
      additionalProperties: false,
      properties: Object.fromEntries(
        columns.map(({ name, type, empty }) => [name, { type: empty ? [type, 'null'] : type }]),
      ),
    },
  };
}
