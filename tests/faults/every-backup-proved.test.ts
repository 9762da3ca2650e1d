/** Promise 2: every backup is proved. What is corrupt, cut short, swapped or somebody else's is refused, and the reason is said. */
import { copyFileSync, cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extractBackup } from '../../server/backups/extract.ts';
import { requireFitting } from '../../server/backups/fitting.ts';
import { folderOf, type Header } from '../../server/backups/format.ts';
import { type BackupKey, createSealer, newKey } from '../../server/backups/keys.ts';
import { findHeader, listBackups, readManifest } from '../../server/backups/manifest.ts';
import { openPlace, type Place } from '../../server/backups/places/place.ts';
import { prepareProof } from '../../server/backups/proof.ts';
import { systemClock } from '../../server/platform/clock.ts';
import {
  backUpTo,
  filesBelow,
  folderPlace,
  HERE,
  makeAcademy,
  noise,
  openTestPlace,
  PASSPHRASE,
} from '../factories/backups.ts';
import { startAcademy } from '../harness/academy.ts';
import { backUp, endOf } from '../harness/backups.ts';
import { temporaryFolder } from '../harness/folders.ts';

const folder = temporaryFolder('proof');
afterAll(folder.remove);
const data = join(folder.path, 'data');
const root = join(folder.path, 'place');
const signal = new AbortController().signal;

let place: Place;
let first: Header;
let second: Header;

const inBackup = (header: Header, name: string) => join(root, folderOf(header), name);

/** Why the backup is not proved; null when it is. */
async function refusal(header: Header, opened = place): Promise<string | null> {
  const proof = await prepareProof({
    place: opened,
    id: header.id,
    dataFolder: data,
    databaseUrl: undefined,
    here: HERE,
    clock: systemClock,
    signal,
    progress: () => {},
  });
  await proof.close();
  const wrong = proof.steps.find(step => !step.ok);
  expect(proof.folder === null).toBe(wrong !== undefined);
  return wrong ? `${wrong.name}: ${wrong.detail}` : null;
}

const restoring = (header: Header) =>
  extractBackup(place, header.id, join(folder.path, 'out', `${header.id}-${Math.random()}`)).then(
    () => 'restored',
    (error: unknown) => (error as Error).message,
  );

function flip(path: string, at = 40): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] as number) ^ 1;
  writeFileSync(path, bytes);
}

describe.each([
  { name: 'in the clear', key: null },
  { name: 'encrypted', key: newKey() },
])('a backup $name', ({ key }: { key: BackupKey | null }) => {
  beforeEach(async () => {
    rmSync(data, { recursive: true, force: true });
    rmSync(root, { recursive: true, force: true });
    await makeAcademy(data, { 'a.bin': noise(300_000, 1), 'b.bin': noise(300_000, 2) });
    place = await openTestPlace(folderPlace(root), key);
    first = await backUpTo(place, data, key);
    writeFileSync(join(data, 'media', 'c.bin'), noise(100_000, 3));
    second = await backUpTo(place, data, key);
  });
  afterEach(() => place.store.close());

  it('that is whole is proved and restored', async () => {
    expect(await refusal(second)).toBeNull();
    expect(await restoring(second)).toBe('restored');
  });

  it('with one bit changed in a part is refused by the name of the file, and so is restoring it', async () => {
    const { contents } = await readManifest(place, second.id);
    const part = contents.files.find(file => file.path === 'media/c.bin')?.parts[0]?.object ?? '';
    flip(join(root, 'objects', part.slice(0, 2), part));
    expect(await refusal(second)).toMatch(/A part is changed, the first of media\/c\.bin/);
    expect(await restoring(second)).toMatch(/a part of media\/c\.bin is not as it was written/);
  });

  it('with a part cut short or gone is refused', async () => {
    const { contents } = await readManifest(place, second.id);
    const part = contents.files.find(file => file.path === 'media/c.bin')?.parts[0]?.object ?? '';
    const path = join(root, 'objects', part.slice(0, 2), part);
    truncateSync(path, 1000);
    expect(await refusal(second)).toContain('media/c.bin');
    rmSync(path);
    expect(await refusal(second)).toMatch(/missing, the first of media\/c\.bin/);
    expect(await restoring(second)).toMatch(/has lost a part of media\/c\.bin/);
  });

  it('with two parts that changed places is refused', async () => {
    const { contents } = await readManifest(place, first.id);
    const [a, b] = ['media/a.bin', 'media/b.bin'].map(name => {
      const part = contents.files.find(file => file.path === name)?.parts[0]?.object ?? '';
      return join(root, 'objects', part.slice(0, 2), part);
    }) as [string, string];
    copyFileSync(a, `${a}.kept`);
    copyFileSync(b, a);
    copyFileSync(`${a}.kept`, b);
    rmSync(`${a}.kept`);
    expect(await restoring(first)).toMatch(/is not as it was written/);
    expect(await refusal(first)).toMatch(/parts are changed/);
  });

  it('with another one’s list of contents or header is refused', async () => {
    copyFileSync(inBackup(first, 'contents'), inBackup(second, 'contents'));
    expect(await refusal(second)).toMatch(/list of contents (was changed|is cut short)/);
    copyFileSync(inBackup(first, 'backup.json'), inBackup(second, 'backup.json'));
    expect(await refusal(second)).toMatch(new RegExp(`another backup's \\(${first.id}\\)`));
  });

  it('whose header was changed or cut short is refused and never listed as good', async () => {
    const path = inBackup(second, 'backup.json');
    writeFileSync(path, JSON.stringify({ ...second, people: 7 }));
    expect(await refusal(second)).toMatch(/its description was changed/);
    truncateSync(path, 100);
    expect(await refusal(second)).toMatch(/its description is cut short/);
    const listed = (await listBackups(place)).find(({ id }) => id === second.id);
    expect(listed).toMatchObject({ header: null, trouble: expect.stringContaining('damaged') });
  });

  it('without its header is no backup', async () => {
    rmSync(inBackup(second, 'backup.json'));
    expect((await listBackups(place)).map(({ id }) => id)).toEqual([first.id]);
  });

  it('of another academy, of a newer program or a newer format is refused by name', async () => {
    expect(() => requireFitting(second, { ...HERE, siteKey: 'other' })).toThrow(
      /of another academy, Northgate Academy/,
    );
    const older = { ...HERE, migrations: HERE.migrations.slice(0, -1) };
    expect(() => requireFitting(second, older)).toThrow(/newer than this one/);
    const strange = { ...HERE, migrations: ['something_else'] };
    expect(() => requireFitting(second, strange)).toThrow(/does not know/);
    expect(() => requireFitting({ ...second, migrations: second.migrations.slice(0, 2) }, HERE)).not.toThrow();
    writeFileSync(inBackup(second, 'backup.json'), JSON.stringify({ ...second, format: 3 }));
    expect(await refusal(second)).toMatch(/written by a newer Lyceum \(format 3\)/);
  });

  it('whose rows are not those of its manifest is refused, even when every byte is right', async () => {
    const { contents } = await readManifest(place, second.id);
    const tables = { ...contents.tables, users: { rows: 2, checksum: null } };
    await forge(second, { ...contents, tables }, key);
    expect(await refusal(second)).toMatch(/The table users has 1 rows instead of 2/);
  });

  it('whose manifest leads out of the folder is refused before anything is written there', async () => {
    const { contents } = await readManifest(place, second.id);
    const [one, ...others] = contents.files;
    await forge(
      second,
      { ...contents, files: [{ ...(one as (typeof contents.files)[number]), path: '../outside' }, ...others] },
      key,
    );
    expect(await restoring(second)).toMatch(/names a file outside of the academy/);
  });

  it('is not proved by the proof of another one', async () => {
    const proof = {
      id: first.id,
      check: first.check,
      ok: true,
      at: 'x',
      seconds: 1,
      reason: null,
      damaged: [],
      steps: [],
    };
    writeFileSync(inBackup(second, 'proof.json'), JSON.stringify(proof));
    expect((await listBackups(place)).find(({ id }) => id === second.id)?.proof).toBeNull();
  });
});

/** A manifest that is right in form and checks, but not in what it says. */
async function forge(header: Header, contents: unknown, key: BackupKey | null): Promise<void> {
  const { packContents } = await import('../../server/backups/manifest.ts');
  const sealer = createSealer(key);
  const packed = packContents(contents as Parameters<typeof packContents>[0], sealer, `${folderOf(header)}/contents`);
  const { check: _, ...rest } = { ...header, contents: packed.facts };
  writeFileSync(inBackup(header, 'contents'), packed.bytes);
  writeFileSync(inBackup(header, 'backup.json'), JSON.stringify({ ...rest, check: sealer.checkOf(rest) }));
}

it('an encrypted backup opens with its passphrase on any machine, and a wrong one is named as such', async () => {
  const key = newKey();
  const path = join(folder.path, 'locked');
  const ours = await openTestPlace(folderPlace(path), key);
  const { id } = await backUpTo(ours, data, key);
  const elsewhere = join(folder.path, 'elsewhere');
  cpSync(path, elsewhere, { recursive: true });
  const without = await openPlace(folderPlace(elsewhere));
  expect((await findHeader(without, id)).people).toBe(1);
  await expect(readManifest(without, id)).rejects.toMatchObject({ code: 'locked' });
  const wrong = openPlace(folderPlace(elsewhere), { passphrase: 'harbour-lantern-olive-43' });
  await expect(wrong).rejects.toMatchObject({ code: 'wrong-passphrase' });
  const opened = await openPlace(folderPlace(elsewhere), { passphrase: ` ${PASSPHRASE} ` });
  const out = join(folder.path, 'on-another-machine');
  await extractBackup(opened, id, out);
  expect(readFileSync(join(out, 'media', 'a.bin')).equals(noise(300_000, 1))).toBe(true);
  expect(readFileSync(join(out, 'secrets', 'sealing-key'), 'utf8')).toBe('sealing key of the academy');
});

it('in the academy a damaged backup turns from proved to refused, and the next backup heals what it shares', async () => {
  const academy = await startAcademy();
  try {
    const admin = await academy.person(['administrator']);
    writeFileSync(join(academy.dataFolder, 'media', 'film.bin'), noise(200_000, 9));
    await backUp(admin);
    const { data: list } = await admin.get('/backups');
    expect(list[0].state).toBe('proved');
    const objectsFolder = join(academy.dataFolder, 'backups', 'objects');
    for (const name of filesBelow(objectsFolder)) flip(join(objectsFolder, name));
    const job = await endOf(admin, (await admin.post(`/backups/${list[0].id}/prove`)).data.job_id);
    expect(job.state).toBe('failed');
    const after = (await admin.get('/backups')).data[0];
    expect(after).toMatchObject({
      state: 'refused',
      proved_at: null,
      proof_reason: expect.stringContaining('changed'),
    });
    expect((await admin.get('/backups/state')).data).toMatchObject({ proved: 0, last_proved_at: null });
    await backUp(admin);
    expect((await admin.get('/backups')).data[0].state).toBe('proved');
  } finally {
    await academy.stop();
  }
});
