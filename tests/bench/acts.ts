/** A ledger of a busy academy, chained as the server chains it: most acts come from one address behind which a school sits. */
import type { Knex } from 'knex';
import { canonical, chained, type Entry, NOTHING_BEFORE } from '../../server/platform/db/act-rules.ts';
import { instant, MINUTE } from '../../server/platform/clock.ts';

/** Kinds of acts and how many of a hundred are of each. */
const KINDS: readonly [action: string, resource: string, share: number, details?: (n: number) => object][] = [
  ['session.sign-in', 'user', 45],
  ['session.refused', 'user', 6, () => ({ reason: 'password' })],
  ['session.sign-out', 'user', 12],
  ['course.enroll', 'course', 10],
  ['attempt.submit', 'assessment', 12, n => ({ score: n % 101, passed: n % 101 > 70 })],
  ['certificate.issue', 'course', 4],
  ['module.update', 'module', 5, n => ({ title: { from: `Lesson ${n % 20}`, to: `Lesson ${n % 21}` } })],
  ['user.update', 'user', 3, n => ({ organization: { from: `Class ${n % 40}`, to: `Class ${n % 41}` } })],
  ['user.roles', 'user', 2, () => ({ roles: { from: ['student'], to: ['student', 'instructor'] } })],
  ['site.update', 'site', 1, n => ({ accent_hue: { from: n % 360, to: (n * 7) % 360 } })],
];
const HUNDRED = KINDS.flatMap(kind => Array.from({ length: kind[2] }, () => kind));

export const SCHOOL = '198.51.100.7';
const SLICE = 200;

/** The n-th act, from 1: the same ones each time, a minute after one another, the last one now. */
function actOf(n: number, people: number, courses: number, end: number, count: number): Entry {
  const [action, resource_type, , details] = HUNDRED[(n * 37) % 100] as (typeof HUNDRED)[number];
  const person = ((n * 7919) % people) + 2;
  const about = resource_type === 'user' ? person : ((n * 31) % courses) + 1;
  return {
    id: n,
    created_at: instant(end - (count - n) * MINUTE),
    user_id: action === 'session.refused' ? null : person,
    action,
    resource_type,
    resource_id: resource_type === 'site' ? null : about,
    details: details ? canonical(details(n)) : null,
    ip: n % 2 === 0 ? SCHOOL : `10.${n % 200}.${n % 7}.${n % 251}`,
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    session_id: n,
    // Once in a thousand an administrator looks at the academy as somebody else.
    impersonator_id: n % 1000 === 0 ? 1 : null,
    via: null,
    request_id: `bench-${n}`,
  };
}

export async function addActs(tx: Knex, count: number, people: number, courses: number): Promise<void> {
  let hash = NOTHING_BEFORE;
  const end = Date.now();
  for (let from = 1; from <= count; from += SLICE) {
    const rows = Array.from({ length: Math.min(SLICE, count - from + 1) }, (_, i) => {
      const entry = actOf(from + i, people, courses, end, count);
      hash = chained(hash, entry);
      return { ...entry, hash };
    });
    await tx('user_activity_logs').insert(rows);
  }
}
