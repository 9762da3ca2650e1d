import { execFile } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { temporaryFolder } from './folders.ts';
import { freePort } from './ports.ts';
import { findPostgres } from './programs.ts';

const run = promisify(execFile);

/** A PostgreSQL server of our own, on loopback, in a temporary folder. */
export interface TestPostgres {
  /** Of the maintenance database `postgres`. */
  url: string;
  /** Makes an empty database, or a copy of another, and returns its URL. Names may hold letters, digits and underscores. */
  createDatabase(name: string, like?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Stops the server at once, as a fault would; `resume` starts it again with its data. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Nothing has to survive a power cut here, and every fsync saved is time. */
const SETTINGS = `
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
shared_buffers = 64MB
`;

interface Account {
  uid: number;
  gid: number;
}

/** The account to run as: PostgreSQL refuses to run as root. undefined means our own. */
function accountToUse(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(entry => entry.startsWith('postgres:'));
  if (!line) throw new Error('PostgreSQL cannot run as root, and this system has no account "postgres"');
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Quotes a name for SQL; refuses what would need more than quotes. */
function identifier(name: string): string {
  if (!/^\w{1,63}$/.test(name)) throw new Error(`"${name}" is no plain database name`);
  return `"${name}"`;
}

/** Makes and drops databases on a running server, given its maintenance URL. */
export function databasesOf(url: string): Pick<TestPostgres, 'createDatabase' | 'dropDatabase'> {
  return {
    async createDatabase(name, like = 'template1') {
      await administer(url, `CREATE DATABASE ${identifier(name)} TEMPLATE ${identifier(like)}`);
      const made = new URL(url);
      made.pathname = `/${name}`;
      return made.href;
    },
    async dropDatabase(name) {
      await administer(url, `DROP DATABASE IF EXISTS ${identifier(name)} WITH (FORCE)`);
    },
  };
}

/** Starts a fresh server in about a second. Fails with a sentence when PostgreSQL is not installed. */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = findPostgres();
  if (!programs)
    throw new Error('PostgreSQL is not installed: its initdb was found neither in /usr/lib/postgresql nor in PATH');
  const account = accountToUse();
  const folder = temporaryFolder('postgres');
  const data = join(folder.path, 'data');
  mkdirSync(data);
  if (account) for (const path of [folder.path, data]) chownSync(path, account.uid, account.gid);

  const port = await freePort();
  const call = (program: string, args: string[]) =>
    run(join(programs, program), args, { cwd: folder.path, ...account });
  const start = async () => {
    await call('pg_ctl', ['-D', data, '-l', join(folder.path, 'log'), '-w', '-t', '30', 'start']);
  };
  try {
    await call('initdb', ['-D', data, '-U', 'lyceum', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    const settings = join(data, 'postgresql.conf');
    const more = `${SETTINGS}port = ${port}\nunix_socket_directories = '${folder.path}'\n`;
    writeFileSync(settings, readFileSync(settings, 'utf8') + more);
    await start();
  } catch (error) {
    folder.remove();
    throw error;
  }

  const url = `postgres://lyceum@127.0.0.1:${port}/postgres`;
  return {
    url,
    ...databasesOf(url),
    async pause() {
      await call('pg_ctl', ['-D', data, '-w', '-m', 'fast', 'stop']);
    },
    resume: start,
    async stop() {
      await call('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      folder.remove();
    },
  };
}
