/** What the server keeps under a stable name, people read in words: background jobs, acts in the activity log, lines of the log. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ACT_KINDS } from '../../renderer/features/activity/activity-query.ts';
import { actWords } from '../../renderer/features/accounts/security/messages/index.ts';
import { en as rolesWords } from '../../renderer/features/accounts/roles/messages/en.ts';
import { en } from '../../renderer/features/activity/messages/en.ts';
import { allPermissions } from '../../server/accounts/permissions.ts';
import { en as restoredEn } from '../../renderer/features/operations/messages/settings-en.ts';
import { es as restoredEs } from '../../renderer/features/operations/messages/settings-es.ts';
import { knownSettings } from '../../server/known-settings.ts';
import { labels } from '../../server/platform/logging/labels.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = globSync('server/**/*.ts', { cwd: ROOT })
  .filter(path => !path.endsWith('.test.ts'))
  .map(path => readFileSync(`${ROOT}${path}`, 'utf8'));

const namesIn = (text: string) => [...text.matchAll(/'([a-z]+\.[a-z-]+)'/g)].map(([, name]) => name as string);
const within = (pattern: RegExp) =>
  SOURCES.flatMap(text => [...text.matchAll(pattern)].flatMap(([part]) => namesIn(part)));

const jobs = within(/interface Jobs \{[^]*?\n {2}\}/g);
const acts = [
  ...within(/\baction(?:: | = )[^\n]*/g),
  ...within(/\b(?:act|signAct|change)\([^\n]*/gi),
  ...within(/return 'user\.[a-z-]+';/g),
  'user.link-invitation',
  'user.link-password',
];
const wordless = (kind: 'job' | 'act', names: readonly string[]) =>
  [...new Set(names)].filter(name => !Object.hasOwn(en, `activity.${kind}-${name}`)).toSorted();

test('every background job is called something', () => {
  expect(jobs.length).toBeGreaterThan(20);
  expect(wordless('job', jobs)).toEqual([]);
});

test('every act is told in words, and can be looked for by its kind', () => {
  expect(acts.length).toBeGreaterThan(60);
  expect(wordless('act', acts)).toEqual([]);
  const kinds = new Set(acts.map(name => name.split('.')[0] as string));
  expect([...kinds].toSorted()).toEqual([...ACT_KINDS].toSorted());
});

/** Of lists and of programs, not of one account; what could not become a sign-in is told to administrators. */
const NOT_OF_ONESELF = [
  'session.refused',
  'user.export',
  'user.import',
  'user.import-undo',
  'user.invitation-create',
  'user.invitation-revoke',
  'user.remove',
];

test('every act around the safety of an account is told in words to its person', () => {
  const own = acts.filter(name => /^(?:session|user|factor|identity)\./.test(name) && !NOT_OF_ONESELF.includes(name));
  expect(own.length).toBeGreaterThan(30);
  expect([...new Set(own)].filter(name => !Object.hasOwn(actWords, name)).toSorted()).toEqual([]);
});

test('every permission is told in words on the screen of roles', () => {
  const told = Object.keys(rolesWords).flatMap(key => /^roles\.may-(.+)$/.exec(key)?.[1] ?? []);
  expect(told.toSorted()).toEqual([...allPermissions].toSorted());
});

test('every setting is called something where a backup is compared with now', () => {
  const names = knownSettings.flatMap(({ name, defaults, own }) => [
    name,
    ...Object.keys(defaults).flatMap(field => (own.includes(field) ? [] : [`${name}.${field}`])),
  ]);
  for (const words of [restoredEn, restoredEs])
    expect(names.filter(name => !Object.hasOwn(words, `restored.${name}`))).toEqual([]);
});

test('no words are left over', () => {
  const named = Object.keys(en).flatMap(key => /^activity\.(?:job|act)-(.+)$/.exec(key)?.[1] ?? []);
  expect(named.filter(name => ![...jobs, ...acts].includes(name))).toEqual([]);
});

test('every line of the log has the same words on the screen as on the command line', () => {
  const onScreen = Object.entries(en).flatMap(([key, words]) =>
    key.startsWith('activity.label-') ? [[key.slice('activity.label-'.length), words]] : [],
  );
  expect(Object.fromEntries(onScreen)).toEqual(labels);
});

test.each(Object.entries(labels).filter(([, words]) => words.includes('{')))(
  'whoever writes “%s” says what its words ask for',
  (label, words) => {
    const wanted = [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    // The fields stand in the call, or in a constant shortly before.
    const before = SOURCES.flatMap(text =>
      [...text.matchAll(new RegExp(`[\\w}],\\s*'${label}'\\)`, 'g'))].map(({ index }) =>
        text.slice(index - 500, index + 1),
      ),
    );
    expect(before.length).toBeGreaterThan(0);
    for (const text of before) expect(wanted.filter(name => !new RegExp(`[{,] ?${name}\\b`).test(text))).toEqual([]);
  },
);
