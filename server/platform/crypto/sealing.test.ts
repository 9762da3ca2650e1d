import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSealing } from './sealing.ts';

const sealing = createSealing(randomBytes(32));

it('opens what it sealed, and seals the same text differently each time', () => {
  const [one, other] = [sealing.seal('pass wörd', 'mail.password'), sealing.seal('pass wörd', 'mail.password')];
  expect(one).not.toBe(other);
  expect(one).not.toContain('pass');
  expect([one, other].map(sealed => sealing.open(sealed, 'mail.password'))).toEqual(['pass wörd', 'pass wörd']);
});

it('refuses another key, another place and a changed text, naming the place', () => {
  const sealed = sealing.seal('secret', 'mail.password');
  expect(() => createSealing(randomBytes(32)).open(sealed, 'mail.password')).toThrow(/mail\.password.*another key/);
  expect(() => sealing.open(sealed, 'backups.passphrase')).toThrow(/backups\.passphrase is damaged/);
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  expect(() => sealing.open(changed, 'mail.password')).toThrow(/damaged/);
});
