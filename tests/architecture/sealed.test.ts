/** Whatever is sealed is brought under a new key: who seals says where it is stored. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const sources = globSync('server/**/*.ts', { cwd: ROOT }).filter(path => !path.endsWith('.test.ts'));

/** Seal otherwise, or are what seals. */
const OTHERS = ['server/backups/', 'server/platform/crypto/'];

const folderOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('server/platform/') ? 3 : 2)
    .join('/');

test('every feature that seals declares its columns, and hands them over', () => {
  const sealing = sources.filter(
    path => /\bseal(?:ing)?\.seal\(/.test(read(path)) && !OTHERS.some(other => path.startsWith(other)),
  );
  const folders = [...new Set(sealing.map(folderOf))];
  expect(folders.length).toBeGreaterThan(2);
  const declares = (folder: string) =>
    sources.some(path => folderOf(path) === folder && /: SealedColumn = \{/.test(read(path)));
  const handsOver = (folder: string) =>
    folder.startsWith('server/platform/')
      ? read('server/features.ts').includes('sealed: [')
      : /\bsealed: \[/.test(read(`${folder}/index.ts`));
  expect(folders.filter(folder => !declares(folder) || !handsOver(folder))).toEqual([]);
});
