import { existsSync } from 'node:fs';
import pg from 'pg';
import { expect, it } from 'vitest';
import { startPostgres } from './postgres.ts';
import { findPostgres } from './programs.ts';

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it.skipIf(!findPostgres())('starts, gives separate databases, and leaves nothing behind', async () => {
  const postgres = await startPostgres();
  const [where] = await ask(postgres.url, 'SHOW data_directory');
  try {
    const one = await postgres.createDatabase('one');
    const two = await postgres.createDatabase('two');
    await ask(one, 'CREATE TABLE facts (id integer)');
    expect(await ask(one, `SELECT to_regclass('facts') IS NOT NULL AS here`)).toEqual([{ here: true }]);
    expect(await ask(two, `SELECT to_regclass('facts') IS NOT NULL AS here`)).toEqual([{ here: false }]);
    await postgres.dropDatabase('one');
    await expect(ask(one, 'SELECT 1')).rejects.toThrow('"one" does not exist');
    await expect(postgres.createDatabase('x"; DROP DATABASE two')).rejects.toThrow('no plain database name');
  } finally {
    await postgres.stop();
  }
  await expect(ask(postgres.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  expect(existsSync(String(where?.['data_directory']))).toBe(false);
});
