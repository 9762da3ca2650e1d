/** The page about proving again who one is names every row that asks for it, with its reason, and no other. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(resolve(import.meta.dirname, '../../docs', path), 'utf8');
const ROW = /`((?:GET|POST|PUT|DELETE) [^`]+)`/g;

/** docs/permissions.md is made from the code. */
const fresh = read('permissions.md')
  .split('\n')
  .filter(line => line.includes('| fresh |'))
  .map(line => new RegExp(ROW).exec(line)?.[1] ?? '');
const table = read('security/step-up.md')
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split('|').map(cell => cell.trim()));

it('names them all, each once', () => {
  const named = table.flatMap(([, rows = '']) => [...rows.matchAll(ROW)].map(match => match[1] ?? ''));
  // The rest of this row is everybody's own profile: its use case asks.
  expect(named.filter(row => row !== 'PUT /users/{id}').toSorted()).toEqual(fresh.toSorted());
  expect(fresh.length).toBeGreaterThan(40);
});

it('says why', () => {
  expect(table.filter(([, , why = '']) => why.length < 15)).toEqual([]);
});

it('leaves out nothing that makes a key to an account or gives rights', () => {
  const keys = /^(POST|PUT) \/users(\/(links|invitations|\{id\}\/(links|roles|impersonate|merge|factors\/reset)))?$/;
  const given = read('permissions.md').match(/`(POST|PUT) \/users[^`]*`/g) ?? [];
  const wanted = given.map(name => name.slice(1, -1)).filter(name => keys.test(name));
  expect(wanted.length).toBe(8);
  for (const name of wanted) expect(fresh, name).toContain(name);
});
