import { expect, it } from 'vitest';
import { fileHeaders } from './file-safety.ts';

const given = (type: string, name = 'a', inline = true) => fileHeaders({ type, name, inline });

it.each([
  ['image/png', 'inline'],
  ['IMAGE/PNG', 'inline'],
  ['text/plain; charset=utf-8', 'inline'],
  ['video/mp4', 'inline'],
  ['application/pdf', 'inline'],
  ['image/svg+xml', 'attachment'],
  ['text/html', 'attachment'],
  ['text/html; charset=utf-8', 'attachment'],
  ['application/xhtml+xml', 'attachment'],
  ['text/xml', 'attachment'],
  ['application/javascript', 'attachment'],
  ['text/javascript', 'attachment'],
  ['application/x-shockwave-flash', 'attachment'],
  ['application/zip', 'attachment'],
  ['application/octet-stream', 'attachment'],
  ['video/../../html', 'attachment'],
  ['', 'attachment'],
])('%s is handed out as %s', (type, wanted) => {
  const headers = given(type);
  expect(headers['Content-Disposition']?.split(';')[0]).toBe(wanted);
  expect(given(type, 'a', false)['Content-Disposition']).toMatch(/^attachment;/);
  expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none';/);
});

it('everything but a PDF that is shown lies in a sandbox', () => {
  expect(given('image/png')['Content-Security-Policy']).toMatch(/; sandbox$/);
  expect(given('application/pdf', 'a', false)['Content-Security-Policy']).toMatch(/; sandbox$/);
  expect(given('application/pdf')['Content-Security-Policy']).not.toContain('sandbox');
});

it.each([
  ['plain.pdf', `attachment; filename="plain.pdf"; filename*=UTF-8''plain.pdf`],
  ['Übersicht 1.pdf', `attachment; filename="_bersicht 1.pdf"; filename*=UTF-8''%C3%9Cbersicht%201.pdf`],
  [
    'a"; filename=evil.html',
    `attachment; filename="a_; filename=evil.html"; filename*=UTF-8''a%22%3B%20filename%3Devil.html`,
  ],
  ['a\r\nSet-Cookie: x=1', `attachment; filename="a__Set-Cookie: x=1"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3D1`],
  ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd`],
  ['half \ud800 a pair', `attachment; filename="half _ a pair"; filename*=UTF-8''half%20%EF%BF%BD%20a%20pair`],
  ['gnp\u202eexe.bat', `attachment; filename="gnp_exe.bat"; filename*=UTF-8''gnp_exe.bat`],
  ['100%', `attachment; filename="100_"; filename*=UTF-8''100%25`],
])('the name %j is written so that nothing gets out of it', (name, wanted) =>
  expect(given('application/zip', name)['Content-Disposition']).toBe(wanted),
);
