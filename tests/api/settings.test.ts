/** What is changed of the settings changes nothing else: every endpoint that changes some of a group, on the engine of this run. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';

type Values = Record<string, unknown>;
interface Group {
  path: string;
  /** Fields with values that are not theirs at first. */
  set: Values;
  /** What is changed afterwards, alone. */
  change: Values;
  /** Where PUT takes and GET answers the group, when it is a part of the whole. */
  within?: string;
  /** Where GET answers it, when that is not where it is changed. */
  readFrom?: string;
}

const GROUPS: readonly Group[] = [
  { path: '/site', set: { support_contact: 'Room 12', language: 'es' }, change: { accent_hue: 200 } },
  {
    path: '/backups/settings',
    within: 'schedule',
    set: { at: '04:30', keep_daily: 21 },
    change: { weekly_on: 3 },
  },
  {
    path: '/alerts/settings',
    set: { least: 'failing', mail_to: ['it@example.org'], ups_server: 'nas.local' },
    change: { desktop: false },
  },
  {
    path: '/mail/settings',
    set: { host: 'mail.example.org', port: 2525, check_certificate: false },
    change: { per_minute: 12 },
  },
  {
    path: '/network/settings',
    readFrom: '/network',
    set: { lan_name: 'northgate' },
    change: { announce: false },
  },
  {
    path: '/updates/settings',
    readFrom: '/updates',
    set: { feed_url: 'http://updates.example.org/feed.json', automatic: true },
    change: { automatic: false },
  },
  {
    path: '/upkeep/settings',
    readFrom: '/upkeep',
    set: { window_start: '01:15', activity_days: 400 },
    change: { job_days: 30 },
  },
  {
    path: '/scanning/settings',
    readFrom: '/scanning',
    set: { mode: 'off', address: '127.0.0.1:3310' },
    change: { address: '/run/clamav/clamd.ctl' },
  },
  {
    path: '/privacy/settings',
    set: { erasure_days: 30 },
    change: { export_days: 3 },
  },
  {
    path: '/ledger/settings',
    readFrom: '/ledger',
    set: { seal_minutes: 30 },
    change: { seal_minutes: 5 },
  },
  {
    path: '/sign-in-rules',
    set: { banner: { text: 'Authorised people only.' }, rates: { signed_in_per_hour: 0 } },
    change: { password: { min_length: 12 } },
  },
];

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
});
afterAll(() => site.stop());

const bodyOf = ({ within }: Group, values: Values) => (within ? { [within]: values } : values);

/** The values of a group, wherever in the answer they stand. */
async function valuesOf({ path, readFrom, within }: Group): Promise<Values> {
  const { status, data } = await admin.get(readFrom ?? path);
  expect(status).toBe(200);
  if (within) return data[within];
  return { ...data, ...data.settings };
}

it.each(GROUPS)('$path: what is not named stays as it was set', async group => {
  const before = await valuesOf(group);
  for (const [name, value] of Object.entries(group.set)) expect(before[name]).not.toEqual(value);
  expect((await admin.put(group.path, bodyOf(group, group.set))).status).toBe(200);
  expect(await valuesOf(group)).toMatchObject(group.set);
  expect((await admin.put(group.path, bodyOf(group, group.change))).status).toBe(200);
  expect(await valuesOf(group)).toMatchObject({ ...group.set, ...group.change });
  expect((await admin.put(group.path, bodyOf(group, {}))).status).toBe(200);
  expect(await valuesOf(group)).toMatchObject({ ...group.set, ...group.change });
});

it('no other endpoint changes settings, and none that changes something fills in what was not sent', () => {
  const changing = site.academy.routes.filter(({ endpoint }) => endpoint.route.startsWith('PUT '));
  const paths = changing.map(({ endpoint }) => endpoint.route.slice('PUT '.length));
  const settings = paths.filter(path => path.endsWith('/settings') || ['/site', '/sign-in-rules'].includes(path));
  expect(settings.toSorted()).toEqual(GROUPS.map(({ path }) => path).toSorted());
  const filled = changing.flatMap(({ endpoint: { route, body } }) => {
    const parsed = body?.safeParse({});
    return parsed?.success && Object.keys(parsed.data as object).length > 0 ? [[route, parsed.data]] : [];
  });
  expect(filled).toEqual([]);
});
