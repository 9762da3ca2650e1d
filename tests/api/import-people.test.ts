/** Many people out of a file: read, looked at, applied, taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { base64, peopleImports, troubles } from '../harness/people-imports.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
});
afterAll(() => site.stop());

const { settled, read, rowsOf, apply, find } = peopleImports(() => admin);

describe('reading a file', () => {
  it('says of each row what would happen, and writes nothing about people', async () => {
    const before = (await admin.get('/users')).meta.pagination?.total;
    const file = [
      'E-Mail;Vorname;First Name;Apellidos;Rol;Empresa',
      'ada@new.example;x;Ada;Lovelace;profesora;Engines',
      'not an address;x;Bad;One;;',
      ';x;No;Address;;',
      'role@new.example;x;Odd;Role;king;',
      'ADA@new.example;x;Ada;Again;;',
      'noname@new.example;x;;;;',
    ].join('\r\n');
    const preview = await read(file);
    expect(preview).toMatchObject({ state: 'preview', encoding: 'utf-8', delimiter: ';' });
    expect(preview.columns.map(({ field }) => field)).toEqual([
      'email',
      null,
      'first_name',
      'last_name',
      'roles',
      'organization',
    ]);
    expect(preview.figures).toMatchObject({ new: 1, refused: 5 });
    const rows = await rowsOf(preview);
    expect(rows[0]).toMatchObject({
      line: 2,
      verdict: 'new',
      person: { roles: ['instructor'], organization: 'Engines' },
    });
    expect(troubles(rows)).toEqual([
      '3 EMAIL_WRONG',
      '4 EMAIL_MISSING',
      '5 ROLE_UNKNOWN',
      '6 TWICE',
      '7 NAME_MISSING',
      '7 NAME_MISSING',
    ]);
    expect(rows[1]?.problems[0]).toMatchObject({ column: 'E-Mail', field: 'email', value: 'not an address' });
    expect((await admin.get('/users')).meta.pagination?.total).toBe(before);
    expect(troubles(await rowsOf(preview, '&search=odd'))).toEqual(['5 ROLE_UNKNOWN']);
    expect(await rowsOf(preview, '&verdict=new')).toHaveLength(1);
  });

  it.each([
    [
      'UTF-16 with a mark',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('correo,nombre,apellidos\nzoe@enc.example,Zoë,Núñez\n', 'utf16le'),
      ]),
    ],
    ['Windows-1252', Buffer.from('correo,nombre,apellidos\nzoe@enc.example,Zo\xeb,N\xfa\xf1ez\n', 'latin1')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFcorreo\tnombre\tapellidos\rzoe@enc.example\tZoë\tNúñez\r')],
    ['UTF-8 as Excel begins it', Buffer.from('sep=|\ncorreo|nombre|apellidos\nzoe@enc.example|Zoë|Núñez')],
    ['single quotes', Buffer.from("'correo','nombre','apellidos'\n'zoe@enc.example','Zoë','Núñez'\n")],
  ])('understands %s', async (_, bytes) => {
    const [row] = await rowsOf(await read(bytes));
    expect(row).toMatchObject({
      verdict: 'new',
      person: { email: 'zoe@enc.example', first_name: 'Zoë', last_name: 'Núñez' },
    });
  });

  it('names the line where a quotation mark is never closed, and keeps the rows before it', async () => {
    const preview = await read(
      'email,first name,last name\na@q.example,"A\nA",B\nb@q.example,"never,closed\nc@q.example,C,C\n',
    );
    const rows = await rowsOf(preview);
    expect(rows.map(({ line, verdict }) => [line, verdict])).toEqual([
      [2, 'new'],
      [4, 'refused'],
    ]);
    expect(troubles(rows)).toEqual(['4 QUOTE_OPEN']);
  });

  it('refuses what is no text, saying what to do', async () => {
    const workbook = await read(Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]));
    expect(workbook).toMatchObject({
      state: 'refused',
      reason_code: 'NOT_CSV',
      reason: expect.stringContaining('Save the table as CSV'),
    });
    expect((await admin.post('/users/imports', { content: '!' })).status).toBe(400);
  });

  it('lets somebody say what a column holds, and leave rows out', async () => {
    const preview = await read('Kontakt,A,B\nx@map.example,Xu,Li\ny@map.example,Yo,Ma\n');
    expect(preview.columns[0]).toMatchObject({ field: 'email', sure: false });
    expect(preview.figures).toMatchObject({ new: 0, refused: 2 });
    const columns = [
      { index: 1, field: 'first_name' },
      { index: 2, field: 'last_name' },
    ];
    await admin.put(`/users/imports/${preview.id}`, { columns });
    const mapped = await settled(preview.id);
    expect(mapped.figures).toMatchObject({ new: 2, refused: 0 });
    const [, second] = await rowsOf(mapped);
    await admin.put(`/users/imports/${mapped.id}/rows/${second?.id}`, { skip: true });
    await admin.put(`/users/imports/${mapped.id}`, { options: { roles: ['mentor'] } });
    expect((await settled(mapped.id)).figures).toMatchObject({ new: 1, skipped: 1 });
    const done = await apply(mapped);
    expect(done.figures.outcomes).toEqual({ created: 1, skipped: 1 });
    expect(await find('y@map.example')).toEqual([]);
    expect((await find('x@map.example'))[0]).toMatchObject({ roles: ['mentor'], invited: true });
    const twice = await admin.put(`/users/imports/${preview.id}`, { columns });
    expect(twice.status).toBe(409);
  });

  it('is for those who may create people', async () => {
    const learner = await site.person();
    expect((await learner.post('/users/imports', { content: base64('email\na@b.example') })).status).toBe(403);
    expect((await learner.get('/users/imports')).status).toBe(403);
  });
});

describe('applying', () => {
  it('creates and changes, with before and after in the preview; roles are added, empty cells change nothing', async () => {
    const someone = await site.person(['instructor'], {
      email: 'old@apply.example',
      first_name: 'Olga',
      last_name: 'Old',
    });
    const preview = await read(
      'email,first name,last name,organisation,roles\nOLD@apply.example,,New,Acme,mentor\nfresh@apply.example,Fresh,Face,,\n',
    );
    expect(preview.figures).toMatchObject({ new: 1, changed: 1 });
    const [changed] = await rowsOf(preview, '&verdict=changed');
    expect(changed).toMatchObject({
      before: { last_name: 'Old', organization: null, roles: ['instructor'] },
      person: { first_name: 'Olga', last_name: 'New', organization: 'Acme', roles: ['instructor', 'mentor'] },
    });
    const done = await apply(preview);
    expect(done).toMatchObject({ state: 'done', figures: { outcomes: { created: 1, updated: 1 } } });
    expect((await admin.get(`/users/${someone.userId}`)).data).toMatchObject({
      last_name: 'New',
      roles: ['instructor', 'mentor'],
    });
    const { text } = await admin.get(`/users/imports/${preview.id}/result`);
    expect(text).toContain('\r\n3,created,,fresh@apply.example,Fresh,Face,student');
    expect((await admin.get('/users/imports')).data[0]).toMatchObject({ id: preview.id, created_by: 'Marisol Vega' });
    const again = await read('email,first name,last name\nold@apply.example,Olga,New\n');
    expect(again.figures).toMatchObject({ unchanged: 1 });
  });

  it('leaves those alone who are here already, where that is the rule', async () => {
    await site.person(['student'], { email: 'stay@apply.example' });
    const preview = await read('email,last name\nstay@apply.example,Changed\n', { existing: 'skip' });
    expect(preview.figures).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('does not take an address that somebody else got meanwhile', async () => {
    const preview = await read('email,first name,last name\nrace@apply.example,R,R\n');
    await site.person(['student'], { email: 'race@apply.example' });
    const done = await apply(preview);
    expect(done.figures.outcomes).toEqual({ refused: 1 });
    expect((await rowsOf(done))[0]).toMatchObject({
      outcome_code: 'ADDRESS_TAKEN',
      outcome_reason: expect.stringContaining('Meanwhile'),
    });
  });

  it('runs nothing in a spreadsheet, in and out', async () => {
    const preview = await read(`email,first name,last name\nf@calc.example,"=HYPERLINK(""http://x.example"")",+1+1\n`);
    const [row] = await rowsOf(preview);
    expect(row).toMatchObject({ verdict: 'new', problems: [{ code: 'FORMULA', note: true }, { code: 'FORMULA' }] });
    const done = await apply(preview);
    for (const path of [`/users/imports/${done.id}/result`, '/users/export?search=f@calc.example'])
      expect((await admin.get(path)).text).toContain(`"'=HYPERLINK(""http://x.example"")",'+1+1`);
    // What we wrote ourselves is read as it was.
    const exported = (await admin.get('/users/export?search=f@calc.example')).text;
    expect((await read(exported)).figures).toMatchObject({ unchanged: 1, changed: 0 });
  });

  it('refuses to mail where no mail is set up', async () => {
    const answer = await admin.post('/users/imports', { content: base64('email\n'), options: { welcome: 'mail' } });
    expect(answer.errors[0]?.code).toBe('MAIL_NOT_SET_UP');
  });
});

describe('taking back', () => {
  it('removes whom nobody has met, puts changes back, and says before what stays', async () => {
    const known = await site.person(['student'], { email: 'known@undo.example', last_name: 'Before' });
    const preview = await read(
      'email,first name,last name\nknown@undo.example,,After\ngone@undo.example,G,G\nmet@undo.example,M,M\n',
    );
    await apply(preview);
    const met = (await find('met@undo.example'))[0];
    const { data: link } = await admin.post(`/users/${met.id}/links`, { purpose: 'invitation' });
    const token = (link.url as string).split('#')[1];
    await site.visitor.post('/auth/reset-password', { token, password: 'a brand new password' });
    const { data: would } = await admin.get(`/users/imports/${preview.id}/undo`);
    expect(would).toEqual({
      removed: 1,
      restored: 1,
      kept: [{ line: 4, name: 'M M', reason: expect.stringContaining('signed in'), code: 'SIGNED_IN' }],
    });
    expect((await admin.post(`/users/imports/${preview.id}/undo`)).status).toBe(200);
    const undone = await settled(preview.id);
    expect(undone).toMatchObject({ state: 'undone', figures: { outcomes: { removed: 1, restored: 1, kept: 1 } } });
    expect(await find('gone@undo.example')).toEqual([]);
    expect((await admin.get(`/users/${known.userId}`)).data.last_name).toBe('Before');
    expect((await admin.post(`/users/imports/${preview.id}/undo`)).status).toBe(409);
  });

  it('is over after 30 days', async () => {
    const late = await startAcademy();
    try {
      const boss = await late.person(['administrator']);
      const { data } = await boss.post('/users/imports', {
        content: base64('email,first name,last name\na@b.example,A,B'),
      });
      const state = (wanted: string) =>
        eventually(wanted, async () => (await boss.get(`/users/imports/${data.id}`)).data.state === wanted);
      await state('preview');
      await boss.post(`/users/imports/${data.id}/apply`);
      await state('done');
      late.advance(31 * 86_400_000);
      const again = await late.person(['administrator']);
      expect((await again.post(`/users/imports/${data.id}/undo`)).errors[0]?.message).toContain('30 days');
      expect((await again.get(`/users/imports/${data.id}`)).data.undo_until).toBeNull();
    } finally {
      await late.stop();
    }
  });
});
