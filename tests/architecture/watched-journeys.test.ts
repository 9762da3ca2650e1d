/** A journey that opens the browser by itself would not notice what the policy of a page stops. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const specs = globSync(['tests/journeys/*.spec.ts', 'tests/network/*.spec.ts'], { cwd: ROOT });

it.each(specs)('%s takes its browser from tests/harness/watched-browser.ts', path => {
  const text = readFileSync(resolve(ROOT, path), 'utf8');
  expect(text).toMatch(/^import \{.*\btest\b.*\} from '\.\.\/harness\/watched-browser\.ts';$/m);
  expect(text).not.toMatch(/^import \{[^}]*\btest\b[^}]*\} from '@playwright\/test';$/m);
});
