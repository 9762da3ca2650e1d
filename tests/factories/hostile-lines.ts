/**
 * What people may write where one line is asked for, in the hope that it means something to whatever it is put into: a page, a
 * spreadsheet, a mail, a header, a log, a PDF, a template. All of them are legal as names; `evil.example` and `alert(1)` stand for
 * what must never happen.
 */
export const HOSTILE_LINES: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'"><svg onload=alert(1)>`,
  '</title><script>alert(1)</script>',
  '<!-- <script>alert(1)//',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/track.png)',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)} {link} {{content}}',
  '=HYPERLINK("http://evil.example","x")',
  `=cmd|'/c calc'!A1`,
  '+SUM(A1:A9)',
  '-2+3',
  '@SUM(A1:A9)',
  'x;=1+1',
  '\uff1d1+1',
  'a%0d%0aBcc: x@evil.example',
  'a\\r\\nBcc: x@evil.example',
  'x" <y@evil.example>, "z',
  '=?utf-8?q?x=0d=0aBcc:_x=40evil.example?=',
  `'; drop table users; --`,
  `' or 1=1 --`,
  ') Tj ET /URI (http://evil.example',
  '../../etc/passwd',
  '$(id) `id` ; id | id',
  '(ab+)+$ .* [',
  '__proto__',
  'constructor',
  '{"level":60,"msg":"forged"}',
  'Z\u0351\u036b\u0343\u036a\u0302\u0348A\u030d',
  '\ufdfd\ufdfd \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 \u0627\u0644\u0639\u0631\u0628\u064a\u0629',
  'x'.repeat(80),
];

/** Those that no line may be: they would begin another one, turn the writing around, or not be seen at all. */
export const NOT_A_LINE: readonly string[] = [
  'a\r\nBcc: x@evil.example',
  'a\nb',
  'a\u0000b',
  'a\u001b[2Jb',
  'a\u0085b',
  'a\u2028b',
  'a\u2029b',
  'a\u202egnp.exe',
  'a\u2066b',
  '\u200b\u200d\u00ad',
];
