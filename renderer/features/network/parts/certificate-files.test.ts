import { expect, test } from 'vitest';
import { joinFiles } from './certificate-files.ts';

const none = { names: [], certificate: '' };
const crt = new File(['-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n'], 'a.crt');
const key = new File(['-----BEGIN PRIVATE KEY-----\nB\n-----END PRIVATE KEY-----\n'], 'a.key');
const p12 = new File([new Uint8Array([48, 130, 255, 0])], 'a.p12');

test('certificate and key come together, in one drop or in two', async () => {
  const both = await joinFiles(none, [crt, key]);
  expect(both.names).toEqual(['a.crt', 'a.key']);
  expect(both.certificate).toMatch(/BEGIN CERTIFICATE[\s\S]*BEGIN PRIVATE KEY/);
  expect(await joinFiles(await joinFiles(none, [crt]), [key])).toEqual(both);
});

test('a file with everything replaces what was there, and is replaced by the next', async () => {
  expect(await joinFiles(await joinFiles(none, [crt]), [p12])).toEqual({ names: ['a.p12'], certificate: 'MIL/AA==' });
  expect((await joinFiles(await joinFiles(none, [p12]), [crt])).names).toEqual(['a.crt']);
});
