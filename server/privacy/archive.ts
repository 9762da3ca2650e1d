/** One person's data as a ZIP: docs/formats/personal-export.md is this file in words. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { csvOf } from '../platform/files/csv-rules.ts';
import type { PersonalFile, PersonalPart, PersonalTable } from '../platform/personal/about.ts';
import { type ArchiveFacts, FORMAT, indexPage, readme, schemaOf, type TableFacts } from './archive-rules.ts';
import type { AboutPerson } from './repository/about-person.ts';

export interface ArchiveParts {
  parts: readonly PersonalPart[];
  about: AboutPerson;
  site: { name: string };
  userId: number;
  name: string;
  madeAt: string;
  signal: AbortSignal;
  /** 0 to 1. */
  progress(fraction: number): Promise<void>;
}

/** Writes the file in one piece; the name never shows half of it. Answers its size and hex SHA-256. */
export async function writeArchive(target: string, parts: ArchiveParts): Promise<{ bytes: number; sha256: string }> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.half`;
  const zip = new ZipFile();
  const mtime = new Date(parts.madeAt);
  try {
    const written = pipeline(zip.outputStream, createWriteStream(draft, { mode: 0o600 }), { signal: parts.signal });
    const add = (name: string, body: PersonalFile['body']) =>
      body instanceof Uint8Array
        ? zip.addBuffer(Buffer.from(body), name, { mtime, mode: 0o100600 })
        : zip.addFile(body.path, name, { mtime, mode: 0o100600, compress: false });
    await Promise.all([fill(parts, add).then(() => zip.end()), written]);
    const facts = { bytes: (await stat(draft)).size, sha256: await hashOf(draft) };
    await rename(draft, target);
    return facts;
  } finally {
    await rm(draft, { force: true });
  }
}

async function fill(given: ArchiveParts, add: (name: string, body: PersonalFile['body']) => void): Promise<void> {
  const { parts, about, userId, signal, progress } = given;
  const all = parts.flatMap(part => part.tables.map(table => ({ part, table })));
  const tables: TableFacts[] = [];
  for (const [i, { part, table }] of all.entries()) {
    signal.throwIfAborted();
    tables.push(await tableOf(about, part, table, userId));
    await progress(((i + 1) / all.length) * 0.5);
  }
  const files: { path: string; body: PersonalFile['body'] }[] = [];
  for (const part of parts)
    for (const { name, body } of await present((await part.files?.(userId)) ?? []))
      files.push({ path: `files/${part.name}/${name}`, body });
  await progress(0.7);
  const { madeAt, site, name } = given;
  const facts: ArchiveFacts = {
    madeAt,
    site,
    name,
    userId,
    format: FORMAT,
    tables,
    files: files.map(({ path }) => path),
  };
  for (const { path, body } of textsOf(facts)) add(path, Buffer.from(body));
  for (const { path, body } of files) add(path, body);
  await progress(0.9);
}

async function tableOf(
  about: AboutPerson,
  part: PersonalPart,
  table: PersonalTable,
  userId: number,
): Promise<TableFacts> {
  const { leftOut = null, hidden = {}, holds } = table;
  const facts = { name: table.table, part: part.name, holds, leftOut, hidden };
  if (leftOut !== null) return { ...facts, columns: [], rows: [] };
  const columns = await about.columns(table);
  return { ...facts, columns, rows: await about.rows(table, columns, userId) };
}

/** Files that are gone from the disk already cannot be handed over. */
async function present(files: readonly PersonalFile[]): Promise<PersonalFile[]> {
  const isThere = async ({ body }: PersonalFile) =>
    body instanceof Uint8Array ||
    stat(body.path).then(
      () => true,
      () => false,
    );
  const checks = await Promise.all(files.map(isThere));
  return files.filter((_, i) => checks[i]);
}

const cell = (value: string | number | boolean | null | undefined) =>
  typeof value === 'boolean' ? String(value) : (value ?? null);

function textsOf(facts: ArchiveFacts): { path: string; body: string }[] {
  const { tables, madeAt, site, userId, files } = facts;
  const given = tables.filter(table => table.leftOut === null);
  const person = {
    format: FORMAT,
    made_at: madeAt,
    academy: site.name,
    person: userId,
    tables: Object.fromEntries(given.map(({ name, rows }) => [name, rows])),
    left_out: Object.fromEntries(tables.flatMap(({ name, leftOut }) => (leftOut === null ? [] : [[name, leftOut]]))),
    hidden: Object.fromEntries(
      given.filter(({ hidden }) => Object.keys(hidden).length > 0).map(({ name, hidden }) => [name, hidden]),
    ),
    files,
  };
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return [
    { path: 'README.txt', body: readme(facts) },
    { path: 'index.html', body: indexPage(facts) },
    { path: 'person.json', body: json(person) },
    { path: 'schema.json', body: json(schemaOf(given)) },
    ...given.map(({ name, columns, rows }) => ({
      path: `csv/${name}.csv`,
      body: `\uFEFF${csvOf(
        columns.map(column => column.name),
        rows.map(row => columns.map(column => cell(row[column.name]))),
      )}`,
    })),
  ];
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
