/** Backups that cannot be trusted, disks that cannot be written, a clock that is wrong: refused in words, and nothing is changed. */
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readOnly, smallDisk } from '../harness/disks.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import {
  backUp,
  buildRestoreRoom,
  controlOf,
  copyOf,
  digestOf,
  encryptBackups,
  type RestoreRoom,
  untilEnded,
} from '../harness/restore-room.ts';

const folder = temporaryFolder('restore-refusals');
let room: RestoreRoom;
let count = 0;
const running: TestServer[] = [];

beforeAll(async () => {
  room = await buildRestoreRoom(join(folder.path, 'template'));
});
afterEach(async () => {
  for (const server of running.splice(0)) if (server.isRunning()) await server.kill();
});
afterAll(() => folder.remove());

const fresh = () => copyOf(room, join(folder.path, `run-${++count}`));

async function serve(dataFolder: string) {
  const env = { LYCEUM_PAUSE_NOTICE: '0' };
  const server = await startServer({ dataFolder, port: await freePort(), workers: 0, env });
  running.push(server);
  return server;
}

/** Restores, expects that it is undone, and that everything is as it was; answers why. */
async function refusal(data: string, backup = room.backup, place?: unknown, secret?: string): Promise<string> {
  const server = await serve(data);
  const begun = await controlOf(data).restore(backup, place, secret);
  expect(begun.status).toBe(202);
  const report = await untilEnded(data);
  expect(report.state).toBe('rolled-back');
  expect((await fetch(`${server.url}/api/v1/site`)).status).toBe(200);
  await server.stop();
  expect(await digestOf(data)).toBe(room.now);
  expect(existsSync(join(data, '.operation')) ? readdirSync(join(data, '.operation')) : []).toEqual([]);
  return report.reason ?? '';
}

const backupFolder = (data: string) => join(data, 'backups', 'manual', room.backup);
const header = (data: string) => JSON.parse(readFileSync(join(backupFolder(data), 'backup.json'), 'utf8'));
function largestObject(data: string): string {
  const objects = join(data, 'backups', 'objects');
  const all = readdirSync(objects, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  return all.toSorted((one, other) => statSync(other).size - statSync(one).size)[0] ?? '';
}

test('corrupt, cut short, swapped: each is refused by name', async () => {
  const corrupt = fresh();
  const object = largestObject(corrupt);
  const bytes = readFileSync(object);
  bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
  writeFileSync(object, bytes);
  expect(await refusal(corrupt)).toMatch(/Backup .* is damaged: a part of (db|media)\/\S+ is not as it was written/);

  const short = fresh();
  truncateSync(join(backupFolder(short), 'contents'), 20);
  expect(await refusal(short)).toContain('cut short');

  const swapped = fresh();
  const other = await backUp(swapped);
  renameSync(join(swapped, 'backups', 'manual', other, 'contents'), join(backupFolder(swapped), 'contents'));
  expect(await refusal(swapped)).toMatch(/damaged|cut short|changed/);
});

test('newer, foreign, and of another kind of database: each is refused with what to do', async () => {
  const changed = (data: string, change: object) =>
    writeFileSync(join(backupFolder(data), 'backup.json'), JSON.stringify({ ...header(data), ...change }));
  const newer = fresh();
  changed(newer, { format: 99 });
  expect(await refusal(newer)).toMatch(/written by a newer Lyceum .* Update Lyceum/);
  const foreign = fresh();
  const theirs = { product: 'Another LMS', backup_version: 7, courses: ['Welding'] };
  writeFileSync(join(backupFolder(foreign), 'backup.json'), JSON.stringify(theirs));
  expect(await refusal(foreign)).toMatch(/was not written by Lyceum.* Choose another/);
  const later = fresh();
  changed(later, { migrations: [...header(later).migrations, '20990101_01_future'], version: '9.0.0' });
  expect(await refusal(later)).toMatch(/damaged|newer than this one/);
});

test('a wrong passphrase opens nothing, the right one does', async () => {
  const data = fresh();
  await encryptBackups(data, 'six words that nobody else knows');
  const backup = await backUp(data);
  rmSync(join(data, 'secrets', 'backups.json'));
  const place = { kind: 'folder', path: join(data, 'backups') };
  expect(await refusal(data, backup, place, 'not these words')).toMatch(/passphrase/i);
  const server = await serve(data);
  await controlOf(data).restore(backup, place, 'six words that nobody else knows');
  expect(await untilEnded(data)).toMatchObject({ state: 'done' });
  await server.stop();
  expect(await digestOf(data)).toBe(room.now);
});

test('backups that lie in what would be replaced are refused', async () => {
  const data = fresh();
  renameSync(join(data, 'backups'), join(data, 'media', 'backups'));
  const place = { kind: 'folder', path: join(data, 'media', 'backups') };
  const server = await serve(data);
  await controlOf(data).restore(room.backup, place);
  const { state, reason } = await untilEnded(data);
  expect([state, reason]).toEqual(['rolled-back', expect.stringContaining('would be replaced')]);
  await server.stop();
  expect(existsSync(join(data, 'media', 'backups', 'manual', room.backup, 'backup.json'))).toBe(true);
});

test('the place of the backups goes away while they are read', async () => {
  const data = fresh();
  const server = await serve(data);
  const place = { kind: 'folder', path: join(data, 'elsewhere') };
  renameSync(join(data, 'backups'), join(data, 'elsewhere'));
  await controlOf(data).restore(room.backup, place);
  renameSync(join(data, 'elsewhere', 'objects'), join(data, 'elsewhere', 'unplugged'));
  const { state, reason } = await untilEnded(data);
  expect(state).toBe('rolled-back');
  expect(reason).toMatch(/lost a part|went away|not there/);
  await server.stop();
  expect(await digestOf(data)).toBe(room.now);
});

test('no room for the staged copy is said before anything is written', async context => {
  using disk = smallDisk(join(folder.path, 'small'), 12);
  if (!disk) return context.skip();
  const data = copyOf(room, join(disk.path, 'data'));
  expect(await refusal(data)).toMatch(/needs \d+ MB of free space .* nothing was changed/);
});

test('a folder of backups that may not be written is only read', async context => {
  const data = fresh();
  const source = join(folder.path, `source-${count}`);
  renameSync(join(data, 'backups'), source);
  using disk = readOnly(source);
  if (!disk) return context.skip();
  const server = await serve(data);
  await controlOf(data).restore(room.backup, { kind: 'folder', path: disk.path });
  expect(await untilEnded(data)).toMatchObject({ state: 'done' });
  await server.stop();
  expect(await digestOf(data)).toBe(room.then);
});

test('it is called off while people work, and they notice nothing', async () => {
  const data = fresh();
  const server = await serve(data);
  await controlOf(data).restore(room.backup);
  await eventually('it can be cancelled', async () => (await controlOf(data).cancel()).status === 202);
  const { state, reason } = await untilEnded(data);
  expect([state, reason]).toEqual(['rolled-back', 'It was cancelled. Nothing had been changed.']);
  expect((await fetch(`${server.url}/api/v1/site`)).status).toBe(200);
  expect((await controlOf(data).report()).started_at <= new Date().toISOString()).toBe(true);
});
