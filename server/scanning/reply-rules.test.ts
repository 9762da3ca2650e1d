import { expect, it } from 'vitest';
import { patienceFor, verdictOf, versionOf } from './reply-rules.ts';

it.each([
  ['stream: OK', { kind: 'clean' }],
  ['stream: Win.Test.EICAR_HDB-1 FOUND', { kind: 'found', name: 'Win.Test.EICAR_HDB-1' }],
  ['stream: Test.Harmless.UNOFFICIAL FOUND\n', { kind: 'found', name: 'Test.Harmless' }],
  ['INSTREAM size limit exceeded. ERROR', { kind: 'beyond' }],
  ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND', { kind: 'beyond' }],
  ['stream: Heuristics.Encrypted.Zip FOUND', { kind: 'found', name: 'Heuristics.Encrypted.Zip' }],
])('%s', (reply, verdict) => {
  expect(verdictOf(reply)).toEqual(verdict);
});

it.each(['', 'stream: ', 'Can’t allocate memory ERROR', 'HTTP/1.1 400 Bad Request', 'stream: OK stream: OK'])(
  '“%s” is no verdict, and nothing passes by it',
  reply => {
    expect(() => verdictOf(reply)).toThrow('The scanner answered');
  },
);

it('names of signatures bring neither markup nor lines into a sentence', () => {
  const [name] = ['<img src=x>\u202e.Worm\n-1'];
  expect(verdictOf(`stream: ${name?.replace('\n', '')} FOUND`)).toEqual({ kind: 'found', name: 'imgsrcx.Worm-1' });
});

it('the age of the signatures is read from the version', () => {
  expect(versionOf('ClamAV 1.4.6/27812/Fri Nov 20 09:12:31 2026')).toEqual({
    version: '1.4.6',
    signaturesAt: Date.parse('2026-11-20T09:12:31Z'),
  });
  expect(versionOf('ClamAV 1.4.6')).toEqual({ version: '1.4.6', signaturesAt: null });
  expect(versionOf('ClamAV 0.103.12/27001/nonsense')).toEqual({ version: '0.103.12', signaturesAt: null });
  expect(versionOf('220 mail.example.org ESMTP')).toBeNull();
});

it('a scanner may take longer over what is large, and never for ever', () => {
  expect(patienceFor(0)).toBe(20_000);
  expect(patienceFor(100_000_000)).toBe(45_000);
  expect(patienceFor(16e9)).toBe(600_000);
});
