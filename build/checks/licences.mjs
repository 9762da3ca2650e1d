// Fails when a package that ships with the product has a licence that we have not agreed to.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT } from '../launch/node.mjs';

const ALLOWED = new Set(['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'Zlib']);

/** Packages under other licences that were looked at one by one (the pattern is for the name), and why each is all right. */
const AGREED = [
  [/^@img\/sharp-(libvips-)?/, 'LGPL: a shared library of its own file, used unchanged, that anyone may replace'],
  [/^argparse$/, "PSF: Python's own licence, as permissive as BSD"],
  [/^combine-errors$/, 'MIT: said in its readme, only its package.json forgets'],
  [/^graceful-fs$/, 'Blue Oak: as permissive as MIT, with a patent grant'],
  [/^web-push$/, 'MPL-2.0: used unchanged; only changes to its own files would have to be published'],
];

/** Whether a licence expression (SPDX, with OR, AND and brackets) can be satisfied with allowed licences. */
export function isAllowed(expression, allowed = ALLOWED) {
  const plain = expression.replace(/[()]/g, ' ').trim();
  return plain
    .split(/\s+OR\s+/)
    .some(choice => choice.split(/\s+AND\s+/).every(licence => allowed.has(licence.trim())));
}

/** The licence expression of a package.json, in whichever of the three historical ways it is written. */
export function licenceOf(manifest) {
  const { license, licenses } = manifest;
  if (typeof license === 'string') return license;
  if (license?.type) return license.type;
  return Array.isArray(licenses) ? licenses.map(entry => entry.type).join(' OR ') : 'none named';
}

/** Every installed package that is not only for development, with its licence. */
function shipped() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && existsSync(join(ROOT, path, 'package.json')))
    .map(([path]) => {
      const manifest = JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8'));
      return { name: manifest.name, version: manifest.version, licence: licenceOf(manifest) };
    });
}

const PAGE = join(ROOT, 'docs/licences.md');

/** Packages whose entry in the lock file names no licence: said in their readme. */
const SAID_ELSEWHERE = { 'combine-errors': 'MIT', 'xmlhttprequest-ssl': 'MIT' };

/** The page for people, from the lock file alone, so that it is the same on every machine. */
export function licencePage(lock) {
  const rows = new Set(
    Object.entries(lock.packages)
      .filter(([path, entry]) => path !== '' && !entry.dev)
      .map(([path, { name, version, license }]) => {
        const called = name ?? path.split('node_modules/').at(-1);
        return `| ${called} | ${version} | ${license ?? SAID_ELSEWHERE[called] ?? 'none named'} |`;
      }),
  );
  return [
    '# Packages that ship with the product, and their licences',
    '',
    'Made by `node build/checks/licences.mjs --write` from package-lock.json; do not edit. Some are for one system only. Why the few',
    'licences that are not on the usual list are all right stands in `build/checks/licences.mjs`.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...[...rows].toSorted(),
    '',
  ].join('\n');
}

if (import.meta.main) {
  const page = licencePage(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  if (process.argv.includes('--write')) writeFileSync(PAGE, page);
  const isStale = !existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== page;
  if (isStale) process.stdout.write('   docs/licences.md is stale: run node build/checks/licences.mjs --write\n');
  const packages = shipped();
  const refused = packages.filter(
    ({ name, licence }) => !isAllowed(licence) && !AGREED.some(([pattern]) => pattern.test(name)),
  );
  for (const { name, version, licence } of refused) process.stdout.write(`   ${name} ${version}: ${licence}\n`);
  process.stdout.write(
    `   ${packages.length} packages ship with the product, ${refused.length} of them under licences not agreed to\n`,
  );
  process.exitCode = packages.length > 0 && refused.length === 0 && !isStale ? 0 : 1;
}
