import { expect, it } from 'vitest';
import { packSecret, unpackSecret } from './secret.ts';

it.each([
  { passphrase: null, keys: null },
  { passphrase: 'harbour-lantern-olive-42', keys: null },
  { passphrase: '{"odd": "but a passphrase"}', keys: null },
  { passphrase: 'of the file', keys: '{"lyceum":"keys"}' },
])('what goes in comes out: %j', given => {
  expect(unpackSecret(packSecret(given))).toMatchObject(given);
});
