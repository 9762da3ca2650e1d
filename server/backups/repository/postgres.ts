/** What a backup asks of PostgreSQL: a dump and the counts of one and the same moment; see also programs.ts. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { environmentWith } from '../../platform/config/configuration.ts';
import { connectionTo } from '../../platform/db/postgres-address.ts';
import { BackupTrouble } from '../trouble.ts';
import { COURSES, coursesOf, type DatabaseFacts, SETTINGS } from './facts.ts';
import { findProgram } from './programs.ts';

export interface Dump {
  facts: DatabaseFacts;
  /** The custom format of pg_dump, not compressed, so that dumps have parts in common. */
  stream: Readable;
  /** Waits for pg_dump; throws with its own last sentence when it failed. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** Throws `program-missing` when no pg_dump of this machine is new enough for the server. */
export async function dumpPostgres(url: string, signal: AbortSignal): Promise<Dump> {
  const client = await connect(url);
  try {
    const program = await findProgram('pg_dump', await majorOf(client));
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot');
    const args = ['--format=custom', '--compress=0', '--no-owner', '--no-acl', `--snapshot=${rows[0]?.snapshot ?? ''}`];
    const facts = await factsOf(client);
    signal.throwIfAborted();
    const child = spawn(program, [...args, ...addressOf(url)], {
      env: environmentOf(url),
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    return {
      facts,
      stream: child.stdout,
      finish: ended(child, 'pg_dump'),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(connectionTo(url));
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new BackupTrouble(
      'database',
      `The database does not answer: ${(cause as Error).message}`,
      'Start PostgreSQL, then repeat.',
      cause,
    );
  }
}

export async function majorOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
  return Math.floor(Number(rows[0]?.version ?? 0) / 10_000);
}

/** Arguments that name the database; the password goes through the environment, where other accounts cannot read it. */
export function addressOf(url: string): string[] {
  const address = new URL(url);
  address.password = '';
  return ['--no-password', `--dbname=${address.href}`];
}

export const environmentOf = (url: string) =>
  environmentWith({ PGPASSWORD: decodeURIComponent(new URL(url).password), LC_ALL: 'C' });

const ERROR_BYTES = 4000;

/** Told to wait for the program at once, so that an early end is not missed. */
export function ended(child: ChildProcess, name: string): () => Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-ERROR_BYTES);
  });
  const end = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve();
      else
        reject(
          new BackupTrouble(
            'database',
            `${name} ended with ${code ?? 'a signal'}: ${said.trim()}`,
            'Repeat; if it comes back, look at the log.',
          ),
        );
    });
  });
  end.catch(() => {});
  return () => end;
}

/**
 * Rows of each table and a checksum that does not depend on their order: two databases with the same rows have the same, however
 * they were filled.
 */
export async function factsOf(client: pg.Client): Promise<DatabaseFacts> {
  const { rows: names } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = current_schema() order by tablename`,
  );
  const tables: DatabaseFacts['tables'] = {};
  for (const { name } of names) {
    const table = `"${name.replaceAll('"', '""')}"`;
    const { rows } = await client.query<{ rows: string; checksum: string }>(
      `select count(*) as rows, coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric), 0)::text as checksum from ${table} t`,
    );
    tables[name] = { rows: Number(rows[0]?.rows ?? 0), checksum: rows[0]?.checksum ?? null };
  }
  const all = async <T extends pg.QueryResultRow>(sql: string, table: string) =>
    table in tables ? (await client.query<T>(sql)).rows : [];
  return {
    tables,
    settings: await all<{ key: string; value: string }>(SETTINGS, 'settings'),
    courses: coursesOf(await all(COURSES, 'courses')),
    migrations: (
      await all<{ name: string }>('select name from schema_migrations order by id', 'schema_migrations')
    ).map(row => row.name),
    media: await all<{ path: string; variants: string }>('select path, variants from content_files', 'content_files'),
  };
}
