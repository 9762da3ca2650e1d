/** `fetch` needs no import, so the import rules do not see it: every place that uses it in the server stands here with its reason. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Each asks this very machine, at a port that we opened ourselves; nobody enters an address. */
const ASK_OURSELVES = [
  'server/rehearsal/probes.ts',
  'server/restore/probe.ts',
  'server/service/notify.ts',
  'server/supervisor/ask.ts',
  'server/supervisor/command.ts',
  'server/supervisor/control-client.ts',
  'server/updates/probing.ts',
];
/** The script of a page, carried out in a browser. */
const IN_A_PAGE = ['server/supervisor/operations/maintenance-page.ts'];

/** Libraries that open connections to an entered address, and the file that guards them. */
const LIBRARIES: Record<string, string> = {
  'acme-client': 'server/network/https/acme.ts',
  '@aws-sdk/client-s3': 'server/backups/places/bucket.ts',
  nodemailer: 'server/mail/smtp.ts',
};

const sources = globSync('server/**/*.ts', { cwd: ROOT, exclude: path => path.endsWith('.test.ts') });
const text = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

it('nothing in the server fetches but what asks itself', () => {
  expect(sources.length).toBeGreaterThan(200);
  const found = sources.filter(path => /\b(fetch|new WebSocket|new EventSource)\(/.test(text(path)));
  expect(found.toSorted()).toEqual([...ASK_OURSELVES, ...IN_A_PAGE].toSorted());
});

it.each(ASK_OURSELVES)('%s asks an address that nobody enters', path => {
  expect(text(path)).not.toMatch(/settings\.read|body\.url|\.endpoint\b/);
});

it.each(Object.entries(LIBRARIES))('%s is used in one place, and guarded there', (name, path) => {
  const users = sources.filter(source =>
    new RegExp(`^import (?!type).*from '${name}'|import\\('${name}'\\)`, 'm').test(text(source)),
  );
  expect(users).toEqual([path]);
  expect(text(path)).toMatch(/guardedAgents\('|connectOutside\(|connectionTo\(/);
});
