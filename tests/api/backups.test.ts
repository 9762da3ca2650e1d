/** Backups through the API: made, proved, listed, removed; where they go, when, and how protected. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { backUp, endOf, holdBackupProcess } from '../harness/backups.ts';
import { temporaryFolder } from '../harness/folders.ts';

// Each backup starts a process, and its proof a server: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let academy: TestAcademy;
let admin: Caller;
const outside = temporaryFolder('backups');

beforeAll(async () => {
  academy = await startAcademy();
  admin = await academy.person(['administrator']);
  writeFileSync(join(academy.dataFolder, 'media', 'courses', 'documents', 'a.pdf'), Buffer.alloc(3_000_000, 'pdf'));
});
afterAll(async () => {
  await academy.stop();
  outside.remove();
});

const newest = async () => (await admin.get('/backups?per_page=1')).data[0];

describe('making one', () => {
  it('it is made, taken out, opened, compared and served, and only then proved', async () => {
    const job = await backUp(admin);
    expect(job).toMatchObject({ state: 'done', last_error: null });
    const backup = await newest();
    expect(backup).toMatchObject({ kind: 'manual', state: 'proved', people: 1, encrypted: false, proof_reason: null });
    expect(backup.proof_seconds).toBeGreaterThan(0);
    const steps = backup.proof_steps.map((step: { name: string }) => step.name);
    expect(steps).toEqual(
      expect.arrayContaining(['Every part is there', 'The database opens', 'The same rows', 'Served: The catalogue']),
    );
    const { data } = await admin.get('/backups/state');
    expect(data).toMatchObject({ total: 1, proved: 1, failure: null, job_id: null, last_proved_at: backup.made_at });
    expect(data.nights.at(-1)).toMatchObject({ state: 'proved' });
    expect(readdirSync(join(academy.dataFolder, 'scratch'))).toEqual([]);
  });

  it('the second one brings next to nothing new', async () => {
    await backUp(admin);
    const backup = await newest();
    expect(backup.state).toBe('proved');
    expect(backup.bytes).toBeGreaterThan(3_000_000);
    expect(backup.new_bytes).toBeLessThan(backup.bytes);
  });

  it.runIf(existsSync('/proc/self'))(
    'a place where the system takes no folders is refused, and nothing waits for it',
    async () => {
      const { status, errors } = await admin.put('/backups/settings', {
        places: [{ kind: 'folder', path: '/proc/lyceum/backups' }],
      });
      expect([status, errors[0]?.code]).toEqual([409, 'BACKUP_PLACE_REFUSED']);
    },
  );

  it('two wishes at once are one backup', async () => {
    const before = (await admin.get('/backups')).meta.pagination?.total ?? 0;
    const [one, other] = await Promise.all([admin.post('/backups', {}), admin.post('/backups', {})]);
    expect(one.status).toBe(202);
    expect(other.data.job_id).toBe(one.data.job_id);
    await endOf(admin, one.data.job_id);
    expect((await admin.get('/backups')).meta.pagination?.total).toBe(before + 1);
  });

  const cancelled = async (process: 'making' | 'proving') => {
    const held = holdBackupProcess(process === 'making' ? 1 : 2);
    const { data } = await admin.post('/backups', {});
    const { askedToStop, goOn } = await held;
    await admin.post(`/jobs/${data.job_id}/cancel`);
    await askedToStop();
    goOn();
    expect((await endOf(admin, data.job_id)).state).toBe('cancelled');
    expect((await admin.get('/backups/state')).data.failure).toBeNull();
  };

  it('one that is asked to stop while it is made leaves nothing that looks like a backup', async () => {
    const before = (await admin.get('/backups')).meta.pagination?.total;
    await cancelled('making');
    expect((await admin.get('/backups')).meta.pagination?.total).toBe(before);
    expect((await backUp(admin)).state).toBe('done');
  });

  it('one that is asked to stop while it is proved is whole, and is not called proved', async () => {
    const before = (await admin.get('/backups')).meta.pagination?.total ?? 0;
    await cancelled('proving');
    expect((await admin.get('/backups')).meta.pagination?.total).toBe(before + 1);
    const { id, state } = await newest();
    expect(state).toBe('waiting');
    expect((await endOf(admin, (await admin.post(`/backups/${id}/prove`)).data.job_id)).state).toBe('done');
    expect((await newest()).state).toBe('proved');
  });
});

describe('protection', () => {
  const passphrase = 'harbour-lantern-olive-42';

  it('with a passphrase nothing of the academy is readable in the place, and the proof still holds', async () => {
    const place = { kind: 'folder', path: join(outside.path, 'first') };
    const changed = await admin.put('/backups/settings', { places: [place], passphrase });
    expect(changed.status).toBe(200);
    expect(changed.data.protection).toMatchObject({ encrypted: true, written_down_at: null });
    expect(changed.text).not.toContain(passphrase);
    await backUp(admin);
    expect(await newest()).toMatchObject({ state: 'proved', encrypted: true });
    const everything = contentOf(place.path);
    expect(everything.some(bytes => bytes.includes('pdfpdfpdf'))).toBe(false);
    expect(everything.some(bytes => bytes.includes('SQLite format 3'))).toBe(false);
  });

  it('the passphrase is nowhere on this machine', () => {
    expect(contentOf(join(academy.dataFolder, 'secrets')).some(bytes => bytes.includes(passphrase))).toBe(false);
  });

  it('a short passphrase is refused by name', async () => {
    const { status, errors } = await admin.put('/backups/settings', { passphrase: 'short' });
    expect([status, errors[0]?.field]).toEqual([400, 'passphrase']);
  });

  it('suggests words, and prints a sheet that names site, place and key', async () => {
    const { data } = await admin.get('/backups/passphrase');
    expect(data.passphrase).toMatch(/^[a-z]+-[a-z]+-[a-z]+-[a-z]+-\d\d$/);
    const sheet = await admin.post('/backups/emergency-sheet', { passphrase });
    expect(sheet.data.name).toMatch(/^emergency-sheet-.*\.pdf$/);
    expect(Buffer.from(sheet.data.pdf_base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    await admin.put('/backups/settings', { written_down: true });
    expect((await admin.get('/backups/settings')).data.protection.written_down_at).not.toBeNull();
  });
});

describe('places', () => {
  it('a folder inside of what is backed up is refused, as are a relative one and the same one twice', async () => {
    const inside = { kind: 'folder', path: join(academy.dataFolder, 'media', 'x') };
    expect((await admin.put('/backups/settings', { places: [inside] })).errors[0]).toMatchObject({
      code: 'BACKUP_PLACE_REFUSED',
    });
    const relative = await admin.put('/backups/settings', { places: [{ kind: 'folder', path: 'somewhere' }] });
    expect(relative.errors[0]).toMatchObject({ code: 'VALIDATION_ERROR', field: 'path' });
    const twice = { kind: 'folder', path: join(outside.path, 'first') };
    const same = await admin.put('/backups/settings', { places: [twice, twice] });
    expect(same.errors[0]).toMatchObject({ code: 'BACKUP_PLACE_REFUSED', field: 'places.1' });
  });

  it('a folder with the backups of another academy is refused and left as it is', async () => {
    const path = join(outside.path, 'foreign');
    mkdirSync(path);
    const mark = { format: 1, place_id: 'x', site: { key: 'other', name: 'Other Academy' }, made_at: '2026-01-01' };
    writeFileSync(join(path, 'place.json'), JSON.stringify(mark));
    const { status, errors } = await admin.put('/backups/settings', { places: [{ kind: 'folder', path }] });
    expect([status, errors[0]?.message]).toEqual([409, expect.stringContaining('Other Academy')]);
    expect(readdirSync(path)).toEqual(['place.json']);
  });

  it('a test says whether a place works', async () => {
    const good = await admin.post('/backups/places/test', {
      place: { kind: 'folder', path: join(outside.path, 'tried') },
    });
    expect(good.data).toMatchObject({ connected: true, trouble: null });
    const usb = { kind: 'usb', path: '/nowhere/at/all', mount: '/nowhere/at', label: 'Backup 2 TB' };
    const bad = await admin.post('/backups/places/test', { place: usb });
    expect(bad.data).toMatchObject({ connected: false, trouble: { code: 'place-missing' } });
    expect(existsSync('/nowhere')).toBe(false);
  });

  it('a place that is away fails with its cause and remedy, and is said once', async () => {
    const path = join(outside.path, 'first');
    rmSync(path, { recursive: true });
    writeFileSync(path, 'in the way');
    const job = await backUp(admin);
    expect(job.state).toBe('failed');
    const { data } = await admin.get('/backups/state');
    expect(data.failure).toMatchObject({ step: 'place', cause: expect.stringContaining(path) });
    expect(data.failure.remedy).not.toBe('');
    rmSync(path);
    expect((await backUp(admin)).state).toBe('done');
    expect((await admin.get('/backups/state')).data.failure).toBeNull();
  });

  it('goes to two places, each proved', async () => {
    const places = ['first', 'second'].map(name => ({ kind: 'folder', path: join(outside.path, name) }));
    expect((await admin.put('/backups/settings', { places })).status).toBe(200);
    await backUp(admin);
    const backup = await newest();
    expect(backup).toMatchObject({ places: [0, 1], state: 'proved' });
    const proofs = ['first', 'second'].map(
      name => JSON.parse(readFileSync(join(outside.path, name, 'manual', backup.id, 'proof.json'), 'utf8')).ok,
    );
    expect(proofs).toEqual([true, true]);
    await admin.put('/backups/settings', { places: places.slice(0, 1) });
    expect((await newest()).places).toEqual([0]);
  });

  it('lists what this machine offers, its own disk last', async () => {
    const { status, data } = await admin.get('/backups/places');
    expect(status).toBe(200);
    expect(data.at(-1)).toMatchObject({ kind: 'folder', same_disk: true });
  });
});

describe('when, and for how long', () => {
  it('the schedule is kept, and a wrong time is refused', async () => {
    const { data } = await admin.put('/backups/settings', { schedule: { at: '01:30', weekly_on: 6, keep_daily: 14 } });
    expect(data.schedule).toMatchObject({ at: '01:30', weekly_on: 6, keep_daily: 14, keep_weekly: 4 });
    const { errors } = await admin.put('/backups/settings', { schedule: { at: '25:00' } });
    expect(errors[0]?.field).toBe('schedule.at');
  });

  it('the last proved one is not removed, an older one is', async () => {
    await backUp(admin);
    const { data } = await admin.get('/backups');
    const [last, older] = data.map((backup: { id: string }) => backup.id) as string[];
    expect((await admin.delete(`/backups/${last}`)).errors[0]?.code).toBe('LAST_PROVED_BACKUP');
    const removal = await admin.delete(`/backups/${older}`);
    expect((await endOf(admin, removal.data.job_id)).state).toBe('done');
    const left = (await admin.get('/backups')).data.map((backup: { id: string }) => backup.id);
    expect(left).toContain(last);
    expect(left).not.toContain(older);
    expect((await endOf(admin, (await admin.post(`/backups/${last}/prove`)).data.job_id)).state).toBe('done');
  });
});

/** Every file below a folder. */
function contentOf(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .map(path => readFileSync(path));
}
