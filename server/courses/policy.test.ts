import { describe, expect, it } from 'vitest';
import type { Actor } from '../platform/http/actor.ts';
import { mayEdit, requireEdit, requireInside, requireLead, requireSeen, scopeOf } from './policy.ts';

const person = (userId: number, ...permissions: string[]): Actor => ({
  userId,
  sessionId: 1,
  mustEnrol: false,
  roles: [],
  permissions: new Set(permissions),
  confirmedAt: 0,
  impersonatedBy: null,
});
const admin = person(1, '*');
const owner = person(2, 'course:update');
const other = person(3, 'course:update');
const learner = person(4);
const along = person(5, 'course:update');
type Status = 'draft' | 'published' | 'archived';
/** As the person finds it: one answers for it, one teaches along. */
const course = (who: Actor | null, status: Status, enrolled = false) => ({
  status,
  enrolled,
  teaches: who?.userId === 2 || who?.userId === 5,
  leads: who?.userId === 2,
});

const verdict = (ask: () => unknown) => {
  try {
    ask();
    return 'yes';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('who sees, opens and changes a course', () => {
  it.each([
    ['draft', false, ['yes', 'yes', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']],
    ['published', false, ['yes', 'yes', 'yes', 'yes', 'yes']],
    ['archived', false, ['yes', 'yes', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']],
    ['archived', true, ['yes', 'yes', 'yes', 'yes', 'yes']],
  ] as const)('seeing a %s course (enrolled: %s)', (status, enrolled, expected) => {
    const people = [admin, owner, other, learner, null];
    expect(people.map(who => verdict(() => requireSeen(who, course(who, status, enrolled))))).toEqual(expected);
  });

  it('opens lessons to those enrolled and those who write them', () => {
    const ask = (who: Actor, enrolled: boolean) =>
      verdict(() => requireInside(who, course(who, 'published', enrolled)));
    expect([ask(admin, false), ask(owner, false), ask(other, false), ask(learner, true)]).toEqual([
      'yes',
      'yes',
      'NOT_ENROLLED',
      'yes',
    ]);
  });

  it('lets only those who teach it and administrators change it', () => {
    const ask = (who: Actor) => verdict(() => requireEdit(who, course(who, 'published', true)));
    expect([admin, owner, other, learner].map(ask)).toEqual(['yes', 'yes', 'FORBIDDEN', 'FORBIDDEN']);
    expect(mayEdit(person(2), course(person(2), 'draft'))).toBe(false);
  });

  it('lets only those who answer for it choose its team', () => {
    const ask = (who: Actor) => verdict(() => requireLead(who, course(who, 'draft')));
    expect([admin, owner, along, other].map(ask)).toEqual(['yes', 'yes', 'FORBIDDEN', 'NOT_FOUND']);
    expect(verdict(() => requireEdit(along, course(along, 'draft')))).toBe('yes');
  });

  it('says of what is not there that it is not there', () =>
    expect(verdict(() => requireSeen(admin, undefined))).toBe('NOT_FOUND'));
});

describe('what a list shows', () => {
  it.each([
    [null, false, undefined, { status: 'published' }],
    [null, false, 'draft', { status: 'draft', teacherId: 0 }],
    [learner, false, 'draft', { status: 'draft', teacherId: 4 }],
    [owner, true, undefined, { status: undefined, teacherId: 2 }],
    [admin, true, undefined, { status: undefined }],
    [admin, false, 'archived', { status: 'archived' }],
  ] as const)('to %o with mine %s, status %s', (who, mine, status, scope) =>
    expect(scopeOf(who, { mine, status })).toEqual(scope),
  );

  it('has no `mine` for visitors', () => expect(verdict(() => scopeOf(null, { mine: true }))).toBe('UNAUTHENTICATED'));
});
