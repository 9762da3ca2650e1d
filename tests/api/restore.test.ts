/** What a restore would change, before anybody decides: counts, settings, courses. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RestorePreview } from '../../server/restore/contract.ts';
import { setupCode } from '../../server/site/setup-code.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { backUp } from '../harness/backups.ts';

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
let backupId: string;

const draft = (title: string) => ({ title, description: 'What it is about.', difficulty_level: 'beginner' });
const lesson = { title: 'One', content: 'Text.', content_type: 'markdown', duration: 5 };

async function course(title: string): Promise<number> {
  const { data } = await teacher.post('/courses', draft(title));
  await teacher.post(`/courses/${data.id}/modules`, lesson);
  expect((await teacher.post(`/courses/${data.id}/publish`)).status).toBe(200);
  return data.id;
}

const preview = async (): Promise<RestorePreview> => {
  const { status, data } = await admin.post(`/backups/${backupId}/restore/preview`, {});
  expect(status).toBe(200);
  return data as RestorePreview;
};

beforeAll(async () => {
  site = await startAcademy();
  await site.visitor.post('/setup', {
    code: setupCode(site.dataFolder),
    site_name: 'Northgate',
    admin: { first_name: 'Marisol', last_name: 'Vega', email: 'm@example.org', password: 'correct horse battery' },
  });
  admin = await site.person(['administrator']);
  teacher = await site.person(['instructor'], {});
  await admin.put('/mail/settings', { host: 'mail.example.org', password: 'open sesame' });
});
afterAll(() => site.stop());

describe('the preview of a restore', () => {
  let spoilt: number;
  let gone: number;

  beforeAll(async () => {
    spoilt = await course('Network defence');
    gone = await course('Digital forensics');
    await course('Incident response');
    await backUp(admin);
    [{ id: backupId }] = (await admin.get('/backups?per_page=1')).data;
  });

  it('has nothing to tell while nothing has changed', async () => {
    expect(await preview()).toMatchObject({ settings: [], courses: [], refused: null });
  });

  it('tells settings by group and field, and of secrets only that they differ', async () => {
    expect((await admin.put('/site', { name: 'Southgate', registration: 'closed' })).status).toBe(200);
    await admin.put('/mail/settings', { host: 'post.example.org', password: 'another one', port: 25 });
    const seen = await preview();
    expect(seen.settings).toEqual([
      {
        group: 'site',
        changes: [
          { field: 'name', hidden: false, now: 'Southgate', then: 'Northgate' },
          { field: 'registration', hidden: false, now: 'closed', then: 'open' },
        ],
      },
      {
        group: 'mail',
        changes: [
          { field: 'host', hidden: false, now: 'post.example.org', then: 'mail.example.org' },
          { field: 'port', hidden: false, now: 25, then: 587 },
          { field: 'password', hidden: true, now: null, then: null },
        ],
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/sesame|another one|"1\./);
  });

  it('tells which courses are newer, only here and only there', async () => {
    expect((await teacher.post(`/courses/${spoilt}/modules`, lesson)).status).toBe(201);
    expect((await teacher.post(`/courses/${spoilt}/publish`)).status).toBe(200);
    expect((await teacher.delete(`/courses/${gone}`)).status).toBe(200);
    await course('Threat hunting');
    const { courses } = await preview();
    expect(courses?.map(({ state, title, now, then }) => [state, title, now?.version, then?.version])).toEqual([
      ['only-now', 'Threat hunting', 1, undefined],
      ['newer-now', 'Network defence', 2, 1],
      ['only-then', 'Digital forensics', undefined, 1],
    ]);
  });

  it('is for those alone who may restore', async () => {
    expect((await teacher.post(`/backups/${backupId}/restore/preview`, {})).status).toBe(403);
  });
});
