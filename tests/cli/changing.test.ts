/** What replaces program or database, and the service, from the command line. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine, type CommandLine } from '../harness/command-line.ts';
import { ENGINE, freshDatabase, type TestDatabase } from '../harness/engine.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres } from '../harness/postgres.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { findPostgres } from '../harness/programs.ts';
import { NEW_VERSION, OLD_VERSION, packer, trustOurKey } from '../harness/update-room.ts';

const folder = temporaryFolder('changing');
const dataFolder = join(folder.path, 'data');
let database: TestDatabase;
let server: TestServer;
let lyceum: CommandLine;

beforeAll(async () => {
  database = await freshDatabase();
  const env = { DATABASE_URL: database.url, LYCEUM_PAUSE_NOTICE: '0' };
  lyceum = commandLine({ LYCEUM_DATA: dataFolder, DATABASE_URL: database.url });
  server = await startServer({ dataFolder, port: await freePort(), workers: 0, env });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  folder.remove();
});

describe('new versions and the service', () => {
  it('says what runs, takes a package, and does not begin what the server could not end', async () => {
    const none = await lyceum.run('update', 'status', '--json');
    expect(none).toMatchObject({ code: 0, json: { version: OLD_VERSION, offers: [], history: [] } });
    const check = await lyceum.run('update', 'check');
    expect(check.code).toBe(1);
    expect(check.err).toContain('Say at which address new versions are listed.');
    const missing = await lyceum.run('update', 'apply', '/nowhere/x.update', '--yes', '--json');
    expect(missing).toMatchObject({
      code: 1,
      json: { error: { code: expect.stringMatching(/NOT_FOUND|FILE_REFUSED/) } },
    });
    const packages = await packer();
    try {
      trustOurKey(dataFolder);
      const file = join(packages.path, 'new.update');
      await packages.pack(file);
      const { code, err } = await lyceum.run('update', 'apply', file, '--yes');
      expect(code).toBe(1);
      expect(err).toContain('This server was started without its launcher');
      const { json } = await lyceum.run('update', 'status', '--json');
      expect(json.offers).toMatchObject([{ version: NEW_VERSION, is_here: true, unfit: null }]);
    } finally {
      packages.remove();
    }
  });

  it('says whether the academy starts with the computer', async () => {
    const { code, json } = await lyceum.run('service', 'status', '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({ supported: expect.any(Boolean), installed: expect.any(Boolean) });
  });
});

describe('the database', () => {
  it('says which one is in use', async () => {
    const { code, json } = await lyceum.run('db', 'status', '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({ engine: ENGINE, last_move: null, rows: expect.any(Number) });
    expect((await lyceum.run('db', 'status')).out).toMatch(/last move +never/);
  });

  it.runIf(ENGINE === 'postgres')('is not moved where the environment sets it', async () => {
    const { code, json } = await lyceum.run('db', 'move', 'sqlite', '--yes', '--json');
    expect(code).toBe(1);
    expect(json.error).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('DATABASE_URL') });
  });

  it.runIf(ENGINE === 'sqlite' && findPostgres())('moves beside a running server and back without one', async () => {
    const postgres = await startPostgres();
    try {
      const url = await postgres.createDatabase('moved');
      const nowhere = await lyceum.run(
        'db',
        'move',
        'postgres',
        '--url',
        'postgres://a:hunter2@127.0.0.1:1/x',
        '--yes',
      );
      expect(nowhere.code).toBe(1);
      expect(nowhere.err).toContain('Nothing answers at');
      expect(nowhere.err).not.toContain('hunter2');
      const people = (await lyceum.run('user', 'list', '--json')).json.total;
      const moving = commandLine({ LYCEUM_DATA: dataFolder, LYCEUM_MOVE_TO: url });
      const there = await moving.run('db', 'move', 'postgres', '--yes', '--json');
      expect(there.err).toBe('');
      expect(there).toMatchObject({ code: 0, json: { moved: true, move: { from: 'sqlite', to: 'postgres' } } });
      expect(there.out.trim().split('\n')).toHaveLength(1);
      const users = there.json.move.tables.find((one: { name: string }) => one.name === 'users');
      expect(users).toEqual({ name: 'users', rows: people, checksum: expect.any(String) });
      expect((await lyceum.run('db', 'status', '--json')).json).toMatchObject({
        engine: 'postgres',
        chosen_by: 'console',
      });
      await lyceum.run('stop');
      await server.ended;
      const back = await lyceum.run('db', 'move', 'sqlite', '--yes');
      expect(back.code).toBe(0);
      expect(back.out).toMatch(/Moved to SQLite in .*: \d+ tables, \d+ rows, every one compared\./);
      expect(back.out).toMatch(/^users +\d+$/m);
      expect((await lyceum.run('user', 'list', '--json')).json.total).toBe(people);
    } finally {
      await postgres.stop();
    }
  });
});
