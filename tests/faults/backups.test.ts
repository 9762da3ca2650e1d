/** Backups that are disturbed: killed, out of room, unplugged, two at once, a bucket that goes away. The next one always works. */
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { extractBackup } from '../../server/backups/extract.ts';
import { newKey } from '../../server/backups/keys.ts';
import { listBackups } from '../../server/backups/manifest.ts';
import { LOCK_MS, lockPlace } from '../../server/backups/places/lock.ts';
import { prune } from '../../server/backups/prune.ts';
import { verifyBackup } from '../../server/backups/verify.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createPasswords } from '../../server/accounts/passwords.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { backUpTo, filesBelow, folderPlace, makeAcademy, noise, openTestPlace } from '../factories/backups.ts';
import { insertPerson } from '../factories/people.ts';
import { type Caller, caller, PASSWORD } from '../harness/academy.ts';
import { endOf } from '../harness/backups.ts';
import { startBucket } from '../harness/bucket.ts';
import { smallDisk } from '../harness/disks.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { descendants, startServer, type TestServer } from '../harness/processes.ts';

const folder = temporaryFolder('backup-faults');
afterAll(folder.remove);
let count = 0;
const fresh = () => join(folder.path, String(++count));
const MEGABYTE = 1_000_000;

/** Files that are not wholly written, and locks. */
const leftovers = (root: string) => filesBelow(root).filter(name => name.includes('.half-') || name === 'lock.json');

async function signIn(server: TestServer): Promise<Caller> {
  const { data } = await caller(server.url, null, null).post('/auth/login', {
    email: 'chief@example.org',
    password: PASSWORD,
  });
  return caller(server.url, null, data.token as string);
}

async function startAcademyAt(dataFolder: string, megabytes: number, workers = 0): Promise<() => Promise<TestServer>> {
  const media = Object.fromEntries(
    Array.from({ length: megabytes / 20 }, (_, i) => [`film-${i}.bin`, noise(20 * MEGABYTE, i)]),
  );
  await makeAcademy(dataFolder, media);
  const db = openDatabase({ url: undefined, folder: join(dataFolder, 'db') });
  const passwords = createPasswords();
  const passwordHash = await passwords.hash(PASSWORD);
  passwords.close();
  await insertPerson(db, { email: 'chief@example.org', roles: ['administrator'], passwordHash });
  await db.close();
  return async () => startServer({ dataFolder, port: await freePort(), workers });
}

const proved = async (admin: Caller) =>
  (await admin.get('/backups')).data.map((backup: { state: string }) => backup.state) as string[];

it('kill -9 of everything in mid-backup: nothing looks like a backup, and after the start it is made and proved', async () => {
  const dataFolder = fresh();
  const start = await startAcademyAt(dataFolder, 400);
  let server = await start();
  try {
    let admin = await signIn(server);
    const { data } = await admin.post('/backups', {});
    await eventually(
      'objects arrive',
      () => filesBelowIfAny(join(dataFolder, 'backups', 'objects')).length > 3,
      60_000,
    );
    await server.kill();
    expect(filesBelowIfAny(join(dataFolder, 'backups', 'manual'))).toEqual([]);
    server = await start();
    admin = await signIn(server);
    expect((await endOf(admin, data.job_id, 120_000)).state).toBe('done');
    expect(await proved(admin)).toEqual(['proved']);
    expect(leftovers(join(dataFolder, 'backups'))).toEqual([]);
  } finally {
    await server.kill();
  }
});

it('kill -9 of the jobs process in mid-proof: the backup is not green, its scratch server ends, and the next one is proved', async () => {
  const dataFolder = fresh();
  const start = await startAcademyAt(dataFolder, 200, 1);
  const server = await start();
  try {
    const admin = await signIn(server);
    const { data } = await admin.post('/backups', {});
    const scratch = join(dataFolder, 'scratch');
    await eventually(
      'a proof began',
      () => existsSync(scratch) && readdirSync(scratch).some(name => name.startsWith('proof-')),
      60_000,
    );
    const jobs = descendants(server.pid).filter(isJobsWorker);
    expect(jobs.length).toBeGreaterThan(0);
    process.kill(jobs[0] as number, 'SIGKILL');
    expect(await proved(admin)).toEqual(['waiting']);
    expect((await endOf(admin, data.job_id, 180_000)).state).toBe('done');
    expect(await proved(admin)).toEqual(['proved', 'waiting']);
    await eventually('nothing is left of the proof', () => readdirSync(scratch).length === 0);
  } finally {
    await server.kill();
  }
});

const isJobsWorker = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes('LYCEUM_ROLE=jobs');
  } catch {
    return false;
  }
};

function filesBelowIfAny(path: string): string[] {
  return existsSync(path) ? filesBelow(path) : [];
}

it('a full disk: the reason is said, nothing is listed, and with room again what was stored is used', async context => {
  const path = fresh();
  using disk = smallDisk(path, 24);
  if (!disk) return context.skip();
  const dataFolder = fresh();
  await makeAcademy(dataFolder, { 'film.bin': noise(30 * MEGABYTE, 1) });
  const place = await openTestPlace(folderPlace(path));
  await expect(backUpTo(place, dataFolder)).rejects.toMatchObject({
    code: 'no-room',
    message: expect.stringContaining(path),
  });
  expect(await listBackups(place)).toEqual([]);
  writeFileSync(join(dataFolder, 'media', 'film.bin'), noise(17 * MEGABYTE, 1));
  const header = await backUpTo(place, dataFolder);
  expect((await verifyBackup(place, header.id)).header.id).toBe(header.id);
  expect(leftovers(path)).toEqual([]);
});

it('a disk that is pulled out in between is said to be missing, and nothing is written where it was', async context => {
  const path = fresh();
  const disk = smallDisk(path, 200);
  if (!disk) return context.skip();
  const dataFolder = fresh();
  await makeAcademy(dataFolder, { 'a.bin': noise(170 * MEGABYTE, 1) });
  const address = {
    kind: 'usb',
    path: join(path, 'Lyceum backups'),
    mount: path,
    volume: null,
    label: 'Stick',
  } as const;
  const place = await openTestPlace(address);
  const making = backUpTo(place, dataFolder);
  await eventually('it writes', () => filesBelowIfAny(join(address.path, 'objects')).length > 0);
  disk[Symbol.dispose]();
  await expect(making).rejects.toMatchObject({ code: 'place-missing' });
  expect(readdirSync(path)).toEqual([]);
  await expect(openTestPlace(address)).rejects.toMatchObject({ code: 'place-missing' });
  expect(readdirSync(path)).toEqual(['Lyceum backups']);
});

it('two backups at once: one is made, the other is told so', async () => {
  const dataFolder = fresh();
  await makeAcademy(dataFolder, { 'a.bin': noise(20 * MEGABYTE, 1) });
  const place = await openTestPlace(folderPlace(fresh()));
  const outcomes = await Promise.allSettled([backUpTo(place, dataFolder), backUpTo(place, dataFolder)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find(outcome => outcome.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'busy' });
  expect(await listBackups(place)).toHaveLength(1);
});

it('a lock whose owner died does not block: at once on this machine, after its time on another one', async () => {
  const path = fresh();
  const { store } = await openTestPlace(folderPlace(path));
  const until = systemClock.now() + LOCK_MS;
  const leave = (holder: object) => writeFileSync(join(path, 'lock.json'), JSON.stringify(holder));
  leave({ owner: 'x', machine: hostname(), pid: 2 ** 22 - 1, until });
  await (await lockPlace(store, systemClock)).release();
  leave({ owner: 'x', machine: 'another', pid: 1, until });
  await expect(lockPlace(store, systemClock)).rejects.toMatchObject({ code: 'busy' });
  await (await lockPlace(store, { now: () => until + 1 })).release();
  writeFileSync(join(path, 'lock.json'), '{"owner"');
  await (await lockPlace(store, systemClock)).release();
  expect(existsSync(join(path, 'lock.json'))).toBe(false);
});

it('files that did not change are not read again', async () => {
  const dataFolder = fresh();
  await makeAcademy(dataFolder, { 'a.bin': noise(5 * MEGABYTE, 1), 'b.bin': noise(5 * MEGABYTE, 2) });
  const place = await openTestPlace(folderPlace(fresh()));
  const first = await backUpTo(place, dataFolder);
  // Were it read, the backup would hold other bytes: only content has changed, neither size nor time.
  const film = join(dataFolder, 'media', 'a.bin');
  const at = new Date(systemClock.now() - 60_000);
  utimesSync(film, at, at);
  const touched = await backUpTo(place, dataFolder);
  writeFileSync(film, noise(5 * MEGABYTE, 3));
  utimesSync(film, at, at);
  const third = await backUpTo(place, dataFolder);
  expect([first.files_read, touched.files_read, third.files_read]).toEqual([2, 1, 0]);
  expect(third.new_bytes).toBe(0);
  const out = fresh();
  await extractBackup(place, third.id, out);
  expect(readFileSync(join(out, 'media', 'a.bin')).equals(noise(5 * MEGABYTE, 1))).toBe(true);
});

it('what no backup needs is removed, what one needs is not; a backup that cannot be read holds everything', async () => {
  const dataFolder = fresh();
  await makeAcademy(dataFolder, { 'a.bin': noise(MEGABYTE, 1) });
  const root = fresh();
  const place = await openTestPlace(folderPlace(root));
  const first = await backUpTo(place, dataFolder);
  rmSync(join(dataFolder, 'media', 'a.bin'));
  writeFileSync(join(dataFolder, 'media', 'b.bin'), noise(MEGABYTE, 2));
  const second = await backUpTo(place, dataFolder);
  const signal = new AbortController().signal;
  const held = join(root, 'manual', second.id, 'backup.json');
  const whole = readFileSync(held);
  writeFileSync(held, 'cut');
  const unread = await prune(place, { clock: systemClock, signal, remove: [first.id] });
  expect(unread).toMatchObject({ objects: 0, held: expect.stringContaining(second.id) });
  writeFileSync(held, whole);
  const pruned = await prune(place, { clock: systemClock, signal });
  expect(pruned.bytes).toBeGreaterThan(MEGABYTE - 1);
  expect(pruned.held).toBeNull();
  expect((await verifyBackup(place, second.id)).header.id).toBe(second.id);
});

it('a bucket that goes away in between is said so, and nothing that was stored is sent again', async () => {
  const bucket = await startBucket();
  try {
    const dataFolder = fresh();
    const key = newKey();
    await makeAcademy(dataFolder, Object.fromEntries([1, 2, 3, 4, 5, 6].map(i => [`${i}.bin`, noise(MEGABYTE, i)])));
    const place = await openTestPlace(bucket.address, key);
    bucket.breakAfter(4);
    await expect(backUpTo(place, dataFolder, key)).rejects.toMatchObject({
      code: 'place-missing',
      message: expect.stringContaining('does not answer'),
    });
    await bucket.pause();
    await expect(openTestPlace(bucket.address, key)).rejects.toMatchObject({ code: 'place-missing' });
    await bucket.resume();
    // The lock of the one that was cut off is this process's own; its owner gave up.
    await place.store.remove('lock.json');
    expect(await listBackups(place)).toEqual([]);
    const header = await backUpTo(place, dataFolder, key);
    const objects = bucket.written.filter(name => name.includes('/objects/'));
    const media = objects.filter((name, index) => objects.indexOf(name) !== index);
    // The database changed place in time but not in content; nothing at all went twice but what was cut off on its way.
    expect(media.length).toBeLessThanOrEqual(place.store.lanes);
    expect((await verifyBackup(place, header.id)).parts).toBeGreaterThan(6);
    const out = fresh();
    await extractBackup(place, header.id, out);
    expect(readFileSync(join(out, 'media', '6.bin')).equals(noise(MEGABYTE, 6))).toBe(true);
    place.store.close();
  } finally {
    await bucket.stop();
  }
});
