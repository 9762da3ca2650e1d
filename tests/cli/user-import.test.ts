/** People out of a file at the command line, without a server and beside one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandLine, type CommandLine } from '../harness/command-line.ts';
import { freshDatabase, type TestDatabase } from '../harness/engine.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';

const folder = temporaryFolder('user-import');
const dataFolder = join(folder.path, 'data');
let database: TestDatabase;
let server: TestServer | undefined;
let lyceum: CommandLine;

beforeAll(async () => {
  database = await freshDatabase();
  lyceum = commandLine({ LYCEUM_DATA: dataFolder, DATABASE_URL: database.url });
  server = await startServer({
    dataFolder,
    port: await freePort(),
    workers: 0,
    env: { DATABASE_URL: database.url, LYCEUM_PAUSE_NOTICE: '0' },
  });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  folder.remove();
});

function file(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

it('says what would happen, imports the good rows beside a server, and names the bad ones', async () => {
  const path = file('one.csv', 'email;nombre;apellidos\nana@cli.example;Ana;Torres\nnobody;No;Body\n');
  const dry = await lyceum.run('user', 'import', path, '--dry-run', '--json');
  expect(dry.code).toBe(1);
  expect(dry.json).toMatchObject({ import: { figures: { new: 1, refused: 1 } } });
  expect((await lyceum.run('user', 'list', '--search', 'cli.example', '--json')).json.total).toBe(0);
  const real = await lyceum.run('user', 'import', path, '--role', 'mentor');
  expect(real.code).toBe(1);
  expect(real.out).toContain('1 new, 0 changed, 0 unchanged, 1 refused');
  expect(real.out).toMatch(/3 +email +nobody/);
  const { json } = await lyceum.run('user', 'list', '--search', 'cli.example', '--state', 'invited', '--json');
  expect(json.users).toMatchObject([{ email: 'ana@cli.example', roles: ['mentor'] }]);
});

it('imports without a server too, and refuses what is no CSV', async () => {
  await server?.stop();
  server = undefined;
  const { code, json } = await lyceum.run(
    'user',
    'import',
    file('two.csv', 'email,name\nbo@cli.example,Bo Li\n'),
    '--json',
  );
  expect(code).toBe(0);
  expect(json.import).toMatchObject({ state: 'done', figures: { outcomes: { created: 1 } } });
  const pdf = await lyceum.run('user', 'import', file('three.csv', '%PDF-1.7'));
  expect(pdf.code).toBe(1);
  expect(pdf.err).toContain('This is not a CSV file');
});
