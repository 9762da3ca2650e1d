/** Rows of an import that are corrected, many of them, and the files that HR systems really write. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../server/accounts/import/contract.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { input } from '../harness/inputs.ts';
import { peopleImports, troubles } from '../harness/people-imports.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
});
afterAll(() => site.stop());

const { settled, read, rowsOf, apply, find } = peopleImports(() => admin);

describe('correcting a row', () => {
  const correct = ({ id }: Pick<Import, 'id'>, rowId: number | undefined, cells: object) =>
    admin.put(`/users/imports/${id}/rows/${rowId}`, { cells });

  it('judges it at once, and every row that had or gets its address', async () => {
    const preview = await read(
      'email,first name,last name,role\nbad,Bo,Bad,king\nfine@fix.example,Fi,Ne,\nFINE@fix.example,Se,Cond,\n',
    );
    expect(preview.figures).toMatchObject({ new: 1, refused: 2 });
    const [bad, fine, second] = await rowsOf(preview);
    expect(bad).toMatchObject({ cells: { email: 'bad', roles: 'king' }, edited: [] });
    const half = await correct(preview, bad?.id, { email: ' bo@fix.example ' });
    expect(half.data).toMatchObject({ verdict: 'refused', edited: ['email'], cells: { email: 'bo@fix.example' } });
    expect(half.data.problems.map(({ code }: { code: string }) => code)).toEqual(['ROLE_UNKNOWN']);
    const whole = await correct(preview, bad?.id, { roles: 'mentor' });
    expect(whole.data).toMatchObject({ verdict: 'new', person: { email: 'bo@fix.example', roles: ['mentor'] } });
    // The first of two with one address takes another one: the second is free, and is twice again when it comes back.
    await correct(preview, fine?.id, { email: 'other@fix.example' });
    expect((await rowsOf(preview))[2]).toMatchObject({ id: second?.id, verdict: 'new' });
    await correct(preview, fine?.id, { email: 'fine@fix.example' });
    expect(troubles(await rowsOf(preview))).toEqual(['4 TWICE']);
    expect((await admin.get(`/users/imports/${preview.id}`)).data.figures).toMatchObject({ new: 2, refused: 1 });
  });

  it('outlives reading the file again, and is what is imported', async () => {
    const preview = await read('email,first name,last name\n,Ada,Late\nb@late.example,B,\n');
    const [ada, b] = await rowsOf(preview);
    await correct(preview, ada?.id, { email: 'ada@late.example' });
    await correct(preview, b?.id, { last_name: 'Found', organization: 'Acme' });
    await admin.put(`/users/imports/${preview.id}`, { options: { roles: ['instructor'] } });
    const again = await settled(preview.id);
    expect(again.figures).toMatchObject({ new: 2, refused: 0 });
    await apply(again);
    expect((await find('ada@late.example'))[0]).toMatchObject({ last_name: 'Late', roles: ['instructor'] });
    expect((await find('b@late.example'))[0]).toMatchObject({ last_name: 'Found', organization: 'Acme' });
    expect((await correct(preview, ada?.id, { email: 'x@late.example' })).status).toBe(409);
  });

  it('is refused where nothing could be read, and for what is no field', async () => {
    const preview = await read('email,first name,last name\nok@open.example,O,K\n"never closed\n');
    const [ok, open] = await rowsOf(preview);
    expect((await correct(preview, open?.id, { email: 'a@open.example' })).status).toBe(409);
    expect((await correct(preview, ok?.id, { password: 'x' })).data.person).not.toHaveProperty('password');
    expect((await correct(preview, 999_999, { email: 'a@open.example' })).status).toBe(404);
  });
});

describe('ten thousand rows', () => {
  it('are read, begun, stopped and taken back, and it is said how far each is', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `many${i % 9990}@big.example,Person,Number${i}`);
    const preview = await read(`email,first name,last name\n${lines.join('\n')}\n`);
    expect(preview.figures).toMatchObject({ new: 9990, refused: 10 });
    expect((await admin.get(`/users/imports/${preview.id}/rows?verdict=refused`)).meta.pagination?.total).toBe(10);
    expect((await admin.post(`/users/imports/${preview.id}/apply`)).status).toBe(200);
    await eventually('it says how far it is', async () => {
      const { data } = await admin.get(`/users/imports/${preview.id}`);
      return data.progress > 0 && (data.figures.outcomes.created ?? 0) > 0;
    });
    expect((await admin.post(`/users/imports/${preview.id}/undo`)).status).toBe(200);
    const undone = await settled(preview.id);
    expect(undone.state).toBe('undone');
    expect(undone.figures.outcomes).not.toHaveProperty('created');
    expect(undone.figures.outcomes['removed']).toBeGreaterThan(0);
    expect(await find('@big.example')).toEqual([]);
  }, 180_000);
});

/** How many are new in each, and what is said of its rows. */
const PEOPLE: [string, number, string[]][] = [
  ['constructed/bamboo-semicolon-bom.csv', 2, []],
  ['constructed/google-workspace-awkward.csv', 4, ['7 TWICE']],
  ['constructed/formula-injection.csv', 2, ['2 FORMULA', '2 FORMULA', '3 FORMULA', '3 FORMULA']],
  ['moodle-bulk-upload/upload_users.csv', 2, []],
  ['moodle-bulk-upload/upload_users_cohorts.csv', 4, []],
  ['moodle-bulk-upload/upload_users_profile.csv', 2, []],
  ['moodle-bulk-upload/uploaduser-example.csv', 3, []],
];
const NO_PEOPLE = [
  'moodle-bulk-upload/courses.csv',
  'moodle-bulk-upload/groups_import.csv',
  'moodle-bulk-upload/uploadcohorts1.csv',
  'csv-spectrum/comma_in_quotes.csv',
  'csv-spectrum/empty.csv',
  'csv-spectrum/escaped_quotes.csv',
  'csv-spectrum/newlines.csv',
  'csv-spectrum/simple_crlf.csv',
  'csv-spectrum/utf8.csv',
  'papaparse/utf-8-bom-sample.csv',
];

describe.skipIf(!input('hr-csv'))('files of HR systems', () => {
  const file = (name: string) => readFileSync(input(`hr-csv/${name}`) as string);

  it('are all tried here', () => {
    const all = readdirSync(input('hr-csv') as string, { recursive: true, encoding: 'utf8' });
    const tried = [...PEOPLE.map(([name]) => name), ...NO_PEOPLE];
    expect(all.filter(name => name.endsWith('.csv')).toSorted()).toEqual(tried.toSorted());
  });

  it.each(PEOPLE)('%s', async (name, fresh, found) => {
    const preview = await read(file(name));
    expect(preview.figures.new).toBe(fresh);
    expect(troubles(await rowsOf(preview))).toEqual(found);
  });

  it.each(NO_PEOPLE)('%s holds no people, and says so of every row', async name => {
    const preview = await read(file(name));
    expect(preview).toMatchObject({ state: 'preview', figures: { new: 0, changed: 0, unchanged: 0 } });
    expect(preview.figures.refused).toBeGreaterThan(0);
    for (const { problems } of await rowsOf(preview))
      expect(problems[0]?.reason).toContain('No column holds the e-mail');
  });
});
