// Brings node_modules in line with package-lock.json, and does nothing when it already is.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { passOn } from './child.mjs';
import { ROOT } from './node.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.lyceum-lock');
// npm writes here what it really installed.
const INSTALLED = join(MODULES, '.package-lock.json');

/**
 * Whether everything that the lock file demands is among what npm says it installed, at the same versions. Optional
 * packages, most of them for other systems, may be missing.
 */
export function isComplete(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    const found = installed.packages[path];
    return path === '' || (found ? found.version === wanted.version : wanted.optional === true);
  });
}

function fingerprint() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}

function isUpToDate(wanted) {
  if (!existsSync(INSTALLED)) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return true;
  return isComplete(JSON.parse(readFileSync(LOCK, 'utf8')), JSON.parse(readFileSync(INSTALLED, 'utf8')));
}

function stamp(wanted) {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  // Replaced, never written in place: node_modules may be hard-linked from another checkout.
  writeFileSync(`${STAMP}.new`, wanted);
  renameSync(`${STAMP}.new`, STAMP);
}

function npm(args) {
  // Everything goes to stderr, so that the output of the task itself stays clean.
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2] };
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return passOn(process.execPath, [script, ...args], options);
  return passOn('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Installs the locked dependencies where they are missing or differ. Resolves to npm's exit code, 0 when all is there. */
export async function ensureDependencies() {
  const wanted = fingerprint();
  if (!isUpToDate(wanted)) {
    const why = existsSync(MODULES) ? 'node_modules differs from package-lock.json' : 'node_modules is missing';
    process.stderr.write(`Installing the dependencies with npm ci, because ${why}. This takes a minute or two.\n`);
    // npm warns of packages that want a newer Node; they get ours, so only its errors are shown.
    const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) {
      process.stderr.write('The dependencies could not be installed: see what npm says above.\n');
      return code;
    }
  }
  stamp(wanted);
  return 0;
}
