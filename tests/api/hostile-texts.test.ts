/** What people write goes into tables, mails, headers and names of files as what it is: text. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harmless } from '../../server/platform/files/csv-rules.ts';
import { HOSTILE_LINES, NOT_A_LINE } from '../factories/hostile-lines.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';
import { upload } from '../harness/uploads.ts';

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
let mails: MailServer;
/** A person for every line, whose first name it is. */
let people: { id: number; email: string; line: string }[];
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  teacher = await site.person(['instructor']);
  mails = await startMailServer();
  const server = { enabled: true, host: '127.0.0.1', port: mails.port, security: 'none', per_minute: 6000 };
  await admin.put('/mail/settings', { ...server, from_address: 'academy@northgate.test' });
  people = [];
  for (const [at, line] of HOSTILE_LINES.entries()) {
    const named = await admin.put('/site', { name: line });
    const email = `line${at}@example.org`;
    const made = await admin.post('/users', { email, first_name: line, last_name: 'Reed', welcome: 'mail' });
    // All of them are legal, or nothing below would mean anything.
    if (named.status !== 200 || made.status !== 201) throw new Error(`${line}: ${named.text} ${made.text}`);
    people.push({ id: made.data.user.id, email, line });
  }
  await admin.put('/site', { name: 'Northgate' });
}, 120_000);
afterAll(async () => {
  await mails?.stop();
  await site?.stop();
});

describe('what is no line is refused', () => {
  it.each<[string, string, (line: string) => [string, string, object]]>([
    [
      'the name of a person',
      'first_name',
      line => ['POST', '/users', { email: 'a@b.example', first_name: line, last_name: 'B' }],
    ],
    ['the own name', 'last_name', line => ['PUT', '/users/me', { last_name: line }]],
    ['the name of the academy', 'name', line => ['PUT', '/site', { name: line }]],
    ['the title of a course', 'title', line => ['POST', '/courses', { title: line, description: 'x', category: 'x' }]],
    ['the sender of mails', 'from_name', line => ['PUT', '/mail/settings', { from_name: line }]],
    [
      'the subject of mails',
      'subject',
      line => ['PUT', '/mail/templates/invitation/en', { subject: line, body: '{link}' }],
    ],
  ])('as %s', async (_what, field, requestOf) => {
    for (const line of NOT_A_LINE) {
      const { status, errors } = await admin.request(...requestOf(line));
      expect([status, errors[0]?.code, errors[0]?.field], JSON.stringify(line)).toEqual([
        400,
        'VALIDATION_ERROR',
        field,
      ]);
    }
  });
});

const FORMULA = /^['"]?[=+\-@\uff0b\uff0d\uff1d\uff20]/;

describe('a table', () => {
  it.each([
    ['of people', '/users/export', 'first_name', (line: string) => line],
    ['of what was done', '/activity/export?action=user.create', 'about', (line: string) => `${line} Reed`],
  ])(
    '%s holds every name, each in its cell, and nothing that a spreadsheet runs',
    async (_what, path, column, shown) => {
      const { text, status } = await admin.get(path);
      expect(status).toBe(200);
      const table = text.replace(/^\ufeff/, '');
      const rows = parse<Record<string, string>>(table, { columns: true });
      const cells = new Set(rows.map(row => row[column]));
      for (const { line } of people) expect(cells, line).toContain(harmless(shown(line)));
      // As spreadsheets of other countries cut it.
      for (const delimiter of [',', ';', '\t'])
        for (const row of parse(table, { delimiter, relax_quotes: true, relax_column_count: true }))
          for (const cell of row) if (!/^["']*'/.test(cell)) expect(cell).not.toMatch(FORMULA);
    },
  );
});

const HEADERS =
  /^(from|to|message-id|subject|auto-submitted|x-auto-response-suppress|date|mime-version|content-type|content-transfer-encoding|reply-to)$/;

it('a mail has the heads that it should have, goes to whom it should, and runs nothing', async () => {
  await eventually('every mail has arrived', () => mails.messages.length === people.length, 60_000);
  for (const { raw, to } of mails.messages) {
    const head = (raw.split('\r\n\r\n')[0] as string).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
    const names = head.map(line => line.split(':')[0]?.toLowerCase() ?? '');
    expect(names.filter(name => !HEADERS.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(to).toHaveLength(1);
    expect(people.map(({ email }) => email)).toContain(to[0]);
    // Of the whole line only the last angle brackets are an address; quoted or encoded words are none.
    const address = head.find(line => /^to:/i.test(line)) ?? '';
    expect(address.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/[\w.]+@[\w.]+/g)).toEqual(to);
  }
  for (const { email } of people) {
    const [message] = (await admin.get(`/mail/messages?search=${email}`)).data;
    const { html } = (await admin.get(`/mail/messages/${message.id}/preview`)).data;
    expect(html).not.toMatch(/<(script|svg|img|iframe)\b|href="(?!http:\/\/127\.0\.0\.1)/);
    expect(message.subject).not.toMatch(/\p{Cc}/u);
  }
});

it('a person is found by whatever they are called', async () => {
  for (const { id, line } of people) {
    const { data, status } = await admin.get(`/users?search=${encodeURIComponent(line)}&per_page=100`);
    expect(status, line).toBe(200);
    expect(
      data.map((user: { id: number }) => user.id),
      line,
    ).toContain(id);
  }
});

it('a file is handed out under a name that nothing gets out of', async () => {
  for (const { line } of people.filter((_one, at) => at % 3 === 0)) {
    const { id } = await upload(site.origin, teacher, `${line}.txt`, Buffer.from('text'));
    const { headers } = await teacher.get(`/files/${id}?download=1`);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"\\%/\p{Cc}]*\.txt"; filename\*=UTF-8''(?:[\w.!~&+$#^`|-]|%[0-9A-F]{2})*\.txt$/u,
    );
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(headers.get('content-security-policy')).toMatch(/; sandbox$/);
  }
});
