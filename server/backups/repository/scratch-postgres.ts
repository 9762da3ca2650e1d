/** A PostgreSQL database to restore into and throw away: on the academy's own server where that is permitted, else on one of our own. */
import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { addressOf, connect, ended, environmentOf, majorOf } from './postgres.ts';
import { findProgram } from './programs.ts';

const run = promisify(execFile);

export interface ScratchDatabase {
  url: string;
  /** For people: where the copy was opened. */
  how: string;
  close(): Promise<void>;
}

/** One for each data folder: what an interrupted proof left is taken away by the next. */
export async function openScratchDatabase(url: string, folder: string): Promise<ScratchDatabase> {
  const name = `lyceum_proof_${createHash('sha256').update(dirname(folder)).digest('hex').slice(0, 12)}`;
  const client = await connect(url);
  try {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
  } catch (error) {
    // 42501: this account may not make databases.
    if ((error as { code?: string }).code !== '42501') throw error;
    return await openCluster(await majorOf(client), folder);
  } finally {
    await client.end();
  }
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  return {
    url: scratch.href,
    how: 'in a scratch database on the same server',
    async close() {
      const again = await connect(url);
      try {
        await again.query(`drop database if exists ${name} with (force)`);
      } finally {
        await again.end();
      }
    },
  };
}

/** A whole server in the folder, for this machine alone, behind a password. PostgreSQL refuses to run as root. */
async function openCluster(major: number, folder: string): Promise<ScratchDatabase> {
  const [initdb, control] = [await findProgram('initdb', major), await findProgram('pg_ctl', major)];
  const [data, passwordFile] = [join(folder, 'postgres'), join(folder, 'postgres-password')];
  const password = randomBytes(18).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const auth = ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  await run(initdb, ['-D', data, '-U', 'lyceum', '-E', 'UTF8', '--locale=C', '--no-sync', ...auth]);
  await rm(passwordFile);
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  await run(control, ['-D', data, '-w', '-t', '60', '-l', join(folder, 'postgres.log'), '-o', settings, 'start']);
  return {
    url: `postgres://lyceum:${password}@127.0.0.1:${port}/postgres`,
    how: 'in a scratch server, because the account may not make databases',
    async close() {
      await run(control, ['-D', data, '-w', '-m', 'immediate', 'stop']);
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function versionAt(url: string): Promise<number> {
  const client = await connect(url);
  try {
    return await majorOf(client);
  } finally {
    await client.end();
  }
}

/** Fills an empty database from a dump; throws with pg_restore's last sentence when anything of it does not fit. */
export async function restoreDump(url: string, dump: string, signal: AbortSignal): Promise<void> {
  const program = await findProgram('pg_restore', await versionAt(url));
  const args = ['--no-owner', '--no-acl', '--exit-on-error', '--single-transaction', ...addressOf(url), dump];
  const child = spawn(program, args, { env: environmentOf(url), stdio: ['ignore', 'ignore', 'pipe'], signal });
  await ended(child, 'pg_restore')();
}
