/** The keys of the academy: left out of backups in the clear, saved apart, and asked for until they are. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeys } from '../../server/backups/key-file.ts';
import { loadSecrets } from '../../server/platform/crypto/secrets.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { backUp } from '../harness/backups.ts';
import { secretsFoundIn } from '../harness/keys-room.ts';

let academy: TestAcademy;
let admin: Caller;

beforeAll(async () => {
  academy = await startAcademy();
  admin = await academy.person(['administrator']);
});
afterAll(() => academy.stop());

describe('the keys of the academy', () => {
  const PASSPHRASE = 'harbour-lantern-olive-42';
  const keys = async () => (await admin.get('/backups/state')).data.keys;

  it('are not in a backup in the clear, which is proved with those of this machine', async () => {
    await admin.put('/mail/settings', { host: 'mail.example.org', password: 'open sesame' });
    await backUp(admin);
    const [backup] = (await admin.get('/backups?per_page=1')).data;
    expect(backup.state).toBe('proved');
    const lent = backup.proof_steps.find((step: { name: string }) => step.name === 'The keys of the academy');
    expect(lent).toMatchObject({ ok: true, detail: expect.stringMatching(/those of this machine open it/) });
    const [place, secrets] = [join(academy.dataFolder, 'backups'), join(academy.dataFolder, 'secrets')];
    expect(secretsFoundIn(place, secrets)).toEqual([]);
  });

  it('are due until a file of them was saved, which only its passphrase opens', async () => {
    expect(await keys()).toMatchObject({ kept_at: null, due: true });
    const teacher = await academy.person(['instructor']);
    expect((await teacher.post('/backups/keys', { passphrase: PASSPHRASE })).status).toBe(403);
    expect((await admin.post('/backups/keys', { passphrase: 'short' })).status).toBe(400);
    const { status, data } = await admin.post('/backups/keys', { passphrase: PASSPHRASE });
    expect([status, data.name]).toEqual([200, expect.stringMatching(/^keys-.*\.json$/)]);
    expect(await keys()).toMatchObject({ kept_at: expect.any(String), due: false });
    const ids = loadSecrets(join(academy.dataFolder, 'secrets')).sealingKey.ids();
    expect((await openKeys(data.content, PASSPHRASE)).sealing).toEqual(ids);
    await expect(openKeys(data.content, 'another-passphrase-11')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  it('are due again after a new key', async () => {
    loadSecrets(join(academy.dataFolder, 'secrets')).sealingKey.add();
    expect(await keys()).toMatchObject({ kept_at: null, due: true });
  });
});
