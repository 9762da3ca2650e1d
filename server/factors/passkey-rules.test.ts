import { expect, it } from 'vitest';
import { partyAt } from './passkey-rules.ts';

const known = {
  names: ['lyceum.local', 'Academy.example.org', '*.school.example'],
  publicAddress: 'https://behind.example',
};

it.each([
  ['https://lyceum.local:8443', 'lyceum.local'],
  ['https://academy.example.org', 'academy.example.org'],
  ['https://west.school.example', 'west.school.example'],
  ['http://localhost:8080', 'localhost'],
])('passkeys work at %s, tied to its name', (origin, id) => {
  expect(partyAt(origin, known)).toEqual({ id, origin });
});

it('passkeys work behind a proxy that encrypts, at the public address', () => {
  const party = { id: 'behind.example', origin: 'https://behind.example' };
  expect(partyAt('http://behind.example:8080', known)).toEqual(party);
  expect(partyAt('http://behind.example', { names: [], publicAddress: '' })).toBe('not-encrypted');
});

it.each([
  ['http://lyceum.local:8080', 'not-encrypted'],
  ['https://192.168.1.5', 'ip-address'],
  ['http://127.0.0.1:8080', 'ip-address'],
  ['https://[fd00::1]:8443', 'ip-address'],
  ['https://evil.example', 'unknown-name'],
  ['https://lyceum.local.evil.example', 'unknown-name'],
  ['https://a.b.school.example', 'unknown-name'],
  ['nonsense', 'unknown-name'],
])('passkeys do not work at %s: %s', (origin, why) => {
  expect(partyAt(origin, known)).toBe(why);
});
