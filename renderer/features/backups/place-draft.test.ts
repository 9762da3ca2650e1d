import { expect, it } from 'vitest';
import type { Candidate } from '../../../server/backups/contract.ts';
import { bestOf, draftOf, givenOf } from './place-draft.ts';

const candidate = (change: Partial<Candidate>): Candidate => ({
  kind: 'usb',
  path: '/media/stick/Lyceum backups',
  mount: '/media/stick',
  volume: 'AB-12',
  label: 'Stick',
  name: 'Stick',
  detail: '',
  free_bytes: 1,
  total_bytes: 2,
  same_disk: false,
  days_left: null,
  belongs_to: null,
  ...change,
});
const own = candidate({
  kind: 'folder',
  path: '/var/lib/lyceum/backups',
  mount: null,
  volume: null,
  label: null,
  same_disk: true,
});

it('suggests a disk that can be carried away, never another academy’s', () => {
  const network = candidate({ kind: 'network', path: '/mnt/nas/Lyceum backups' });
  expect(bestOf([network, candidate({}), own])?.kind).toBe('usb');
  expect(bestOf([network, candidate({ belongs_to: 'Other' }), own])?.kind).toBe('network');
  expect(bestOf([own])).toBeUndefined();
});

it('sends a disk with what it is known by', () => {
  const all = [candidate({}), own];
  expect(givenOf(draftOf(undefined, all), all)).toMatchObject({ kind: 'usb', volume: 'AB-12', mount: '/media/stick' });
});

it('an unfinished bucket is not sent, a kept secret is left out', () => {
  const draft = { ...draftOf(undefined, [own]), choice: 'bucket' };
  expect(givenOf(draft, [own])).toBeNull();
  const bucket = { ...draft.bucket, endpoint: 'https://s3.test', bucket: 'b', access_key: 'k' };
  expect(givenOf({ ...draft, bucket }, [own])).not.toHaveProperty('secret_key');
});
