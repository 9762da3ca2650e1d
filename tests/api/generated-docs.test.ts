import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { startAcademy } from '../harness/academy.ts';
import { generatedDocs } from '../harness/generated-docs.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');

it('documentation that is made from the code is up to date', async () => {
  const site = await startAcademy();
  const files = await generatedDocs(site.academy);
  await site.stop();
  for (const [name, text] of Object.entries(files)) {
    const path = resolve(REPOSITORY, name);
    if (process.env['LYCEUM_WRITE_DOCS'] === '1') writeFileSync(path, text);
    expect(readFileSync(path, 'utf8'), `${name} is stale: run node build/docs.mjs`).toBe(text);
  }
  expect(Object.keys(files).length).toBeGreaterThan(0);
});
