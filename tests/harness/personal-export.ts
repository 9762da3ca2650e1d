/** Reading an export of a person elsewhere, with nothing but the file; and a person of whom every table holds something. */
import Sqlite from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { z } from 'zod';
import { harmless } from '../../server/platform/files/csv-rules.ts';
import { ROWS_BY_MIGRATION } from '../factories/rows.ts';
import type { TestAcademy } from './academy.ts';

export type Value = string | number | boolean | null;

/** Reads an export by docs/formats/personal-export.md alone, as somebody would who has nothing but the file. */
export function readElsewhere(files: Map<string, Buffer>) {
  const read = (name: string) => JSON.parse(String(files.get(name)));
  const person = read('person.json');
  // The schema is the file's own: it must describe what it comes with, and nothing else.
  z.fromJSONSchema(read('schema.json')).parse(person);
  const tables = person.tables as Record<string, Record<string, Value>[]>;
  const shown = (value: Value) => (typeof value === 'string' ? harmless(value) : String(value ?? ''));
  for (const [name, rows] of Object.entries(tables)) {
    const csv = files.get(`csv/${name}.csv`) as Buffer;
    const records = parse<Record<string, string>>(csv, { bom: true, columns: true });
    const same = rows.map(one =>
      Object.fromEntries(Object.entries(one).map(([column, value]) => [column, shown(value)])),
    );
    expect(records, name).toEqual(same);
  }
  for (const path of person.files as string[]) expect(files.has(path), path).toBe(true);
  return { person, tables, files: person.files as string[] };
}

/** SQLite keeps truth as a number. */
export const plain = (stored: unknown, given: Value) =>
  typeof given === 'boolean' ? Boolean(stored) : (stored ?? null);

/** One row of every declared table about the person, as it is stored; those that exist already are taken as they are. */
export async function everyRowAbout(
  { academy }: TestAcademy,
  userId: number,
): Promise<Map<string, Record<string, unknown>>> {
  expect(userId).toBe(1);
  const { writer, reader } = academy.db;
  for (const [table, sample] of Object.values(ROWS_BY_MIGRATION).flatMap(Object.entries))
    await writer(table).insert(sample).onConflict().ignore();
  if (academy.db.engine === 'postgres') await passGivenNumbers(academy.db);
  const found = new Map<string, Record<string, unknown>>();
  for (const { table, refers, rows } of academy.personal().flatMap(part => part.tables)) {
    // Samples that name nobody are made this person's.
    const condition = rows ?? `${refers[0]} = ?`;
    const values = Array.from(condition.matchAll(/\?/g), () => userId);
    const mine = () => reader(table).whereRaw(`(${condition})`, values).first() as Promise<Record<string, unknown>>;
    if (!(await mine())) await writer(table).update({ [refers[0] as string]: userId });
    const one = await mine();
    expect(one, `a row of ${table} about the person`).toBeDefined();
    found.set(table, one);
  }
  return found;
}

/** Rows that brought their numbers along did not count the sequences on. */
async function passGivenNumbers({ writer }: TestAcademy['academy']['db']): Promise<void> {
  const { rows } = await writer.raw(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and column_default like 'nextval%'`,
  );
  for (const { name } of rows as { name: string }[])
    await writer.raw(`select setval(pg_get_serial_sequence(?, 'id'), coalesce(max(id), 1) + 100) from ??`, [
      name,
      name,
    ]);
}

/** Makes a database with nothing but the file: tables by its schema, rows by its CSV, and asks it across two tables. */
export function importElsewhere(
  files: Map<string, Buffer>,
  person: { person: number; tables: Record<string, object[]> },
): void {
  const { properties } = JSON.parse(String(files.get('schema.json'))).properties.tables as {
    properties: Record<string, { items: { properties: Record<string, object> } }>;
  };
  const fresh = new Sqlite(':memory:');
  for (const [table, { items }] of Object.entries(properties)) {
    const columns = Object.keys(items.properties);
    fresh.exec(`create table "${table}" (${columns.map(column => `"${column}"`).join(', ')})`);
    const insert = fresh.prepare(`insert into "${table}" values (${columns.map(column => `@${column}`).join(', ')})`);
    const records = parse<Record<string, string>>(files.get(`csv/${table}.csv`) as Buffer, {
      bom: true,
      columns: true,
    });
    for (const record of records) insert.run(record);
    expect(fresh.prepare(`select count(*) as n from "${table}"`).get(), table).toEqual({
      n: person.tables[table]?.length,
    });
  }
  const joined = fresh
    .prepare('select u.email from users u join user_profiles p on p.user_id = u.id where u.id = ?')
    .all(String(person.person));
  expect(joined).toEqual([{ email: (person.tables['users'] as { email: string }[])[0]?.email }]);
  fresh.close();
}
