import { expect, test } from 'vitest';
import { changesOf } from './change-rules.ts';

test('says what it was and what it is now, of what is different alone', () => {
  const before = { group: { a: 1, b: 2 }, name: 'A', days: 3, list: [1], key: 'old', long: 'x' };
  const given = {
    group: { a: 1, b: 3 },
    name: 'B',
    days: 3,
    list: [1],
    left: undefined,
    key: 'new',
    long: 'y'.repeat(300),
    fresh: true,
  };
  expect(changesOf(before, given, ['key'])).toEqual({
    name: { from: 'A', to: 'B' },
    key: 'changed',
    long: 'changed',
    'group.b': { from: 2, to: 3 },
    fresh: { from: null, to: true },
  });
});

test('addresses are told without what is secret in them, people not at all', () => {
  const given = {
    hook: 'https://hooks.example/services/T0/B0/secret?x=1',
    database: 'postgres://lyceum:secret@db.local/lyceum',
    own: 'https://academy.example',
    to: ['maria@example.org'],
    places: [{ name: 'Disk', url: 'https://key:secret@s3.example/' }],
  };
  expect(changesOf({}, given)).toEqual({
    hook: { from: null, to: 'https://hooks.example/…' },
    database: { from: null, to: 'postgres://…@db.local/…' },
    own: { from: null, to: 'https://academy.example' },
    to: { from: null, to: ['[e-mail]'] },
    places: { from: null, to: [{ name: 'Disk', url: 'https://…@s3.example' }] },
  });
});
