import { expect, test } from 'vitest';
import { compareCourses, compareSettings } from './differences-rules.ts';

const groups = [
  { name: 'site', defaults: { name: 'Lyceum', key: 'x', logo: null }, hidden: ['logo'], own: ['key'] },
  { name: 'mail', defaults: { port: 587, enabled: false, password: '', to: [] }, hidden: ['password'], own: [] },
];
const rows = (values: Record<string, unknown>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: JSON.stringify(value) }));

test('settings: only what differs, defaults counted, secrets never told', () => {
  const now = rows({ 'site.name': 'Southgate', 'mail.password': '1.ab.secret', 'mail.to': ['a@b.c'], 'site.key': 'a' });
  const then = rows({ 'site.name': 'Northgate', 'mail.port': 25, 'health.probe': 'x', 'site.key': 'b' });
  const found = compareSettings(groups, now, then);
  expect(found).toEqual([
    { group: 'site', changes: [{ field: 'name', hidden: false, now: 'Southgate', then: 'Northgate' }] },
    {
      group: 'mail',
      changes: [
        { field: 'port', hidden: false, now: 587, then: 25 },
        { field: 'password', hidden: true, now: null, then: null },
        { field: 'to', hidden: false, now: ['a@b.c'], then: [] },
      ],
    },
  ]);
  expect(JSON.stringify(found)).not.toContain('secret');
  expect(compareSettings(groups, rows({ 'mail.port': 587 }), [])).toEqual([]);
});

const course = (id: number, title: string, version: number, day: number, made = 1) => ({
  id,
  title,
  version,
  created_at: `2026-01-0${made}T00:00:00.000Z`,
  updated_at: `2026-02-0${day}T00:00:00.000Z`,
});

test('courses: what would be gone first, then what would come back', () => {
  const now = [course(1, 'Same', 1, 1), course(2, 'Newer', 3, 4), course(3, 'Older', 1, 1), course(5, 'Fresh', 0, 5)];
  const then = [course(1, 'Same', 1, 1), course(2, 'Newer', 2, 2), course(3, 'Older', 2, 2), course(4, 'Lost', 1, 1)];
  expect(compareCourses(now, then).map(({ state, title }) => [state, title])).toEqual([
    ['only-now', 'Fresh'],
    ['newer-now', 'Newer'],
    ['only-then', 'Lost'],
    ['older-now', 'Older'],
  ]);
  expect(compareCourses([course(1, 'A', 1, 2)], [course(1, 'A', 1, 1)])[0]?.state).toBe('newer-now');
  expect(compareCourses([course(1, 'New', 0, 2, 2)], [course(1, 'Old', 1, 1, 1)])).toHaveLength(2);
});
