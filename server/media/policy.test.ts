import { describe, expect, it } from 'vitest';
import type { Actor } from '../platform/http/actor.ts';
import { mayRead, mayUse, requireMayUpload, sizeLimit } from './policy.ts';

const person = (userId: number, ...permissions: string[]): Actor => ({
  userId,
  sessionId: 1,
  mustEnrol: false,
  roles: [],
  permissions: new Set(permissions),
  confirmedAt: 0,
  impersonatedBy: null,
});
const file = { is_public: false, uploaded_by: 7, isAvatar: false, enrolled: false, teaches: false };

describe('reading', () => {
  it.each([
    ['a visitor', null, {}, false],
    ['a visitor, public', null, { is_public: true }, true],
    ['a visitor, somebody’s picture', null, { isAvatar: true }, false],
    ['somebody', person(1), {}, false],
    ['somebody, a person’s picture', person(1), { isAvatar: true }, true],
    ['somebody enrolled', person(1), { enrolled: true }, true],
    ['who teaches with it', person(1), { teaches: true }, true],
    ['who brought it', person(7), {}, true],
    ['an administrator', person(1, '*'), {}, true],
  ])('%s', (_who, actor, change, may) => expect(mayRead(actor, { ...file, ...change })).toBe(may));

  it('is not using: a learner may not take a file away', () =>
    expect(mayUse(person(1), { ...file, teaches: false })).toBe(false));
});

describe('uploading', () => {
  const verdict = (actor: Actor, purpose: 'course' | 'avatar' | 'thumbnail', kind: 'image' | 'pdf') => {
    try {
      requireMayUpload(actor, { purpose, kind });
      return 'yes';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  it.each([
    [person(1), 'course', 'pdf', 'FORBIDDEN'],
    [person(1, 'file:upload'), 'course', 'pdf', 'yes'],
    [person(1, '*'), 'course', 'pdf', 'yes'],
    [person(1), 'avatar', 'image', 'yes'],
    [person(1), 'avatar', 'pdf', 'FILE_REFUSED'],
    [person(1, 'file:upload'), 'thumbnail', 'pdf', 'FILE_REFUSED'],
  ] as const)('%o for %s, %s: %s', (actor, purpose, kind, expected) =>
    expect(verdict(actor, purpose, kind)).toBe(expected),
  );

  it('gives pictures of people less room', () =>
    expect(sizeLimit('image', 'avatar')).toBeLessThan(sizeLimit('image', 'course')));
});
