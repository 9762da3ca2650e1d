// Finds the Electron program. The package installs without it (no install scripts here), so it is fetched once on demand.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT } from '../launch/node.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
// Long enough for 120 MB on a usual line, short enough for somebody who waits for a window.
const FETCH_LIMIT_MS = 180_000;
const FIRST_BYTE_LIMIT_MS = 8_000;
const SOURCE = 'https://github.com/';

function installed() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
  if (override) return join(override, name);
  const note = join(PACKAGE, 'path.txt');
  return existsSync(note) ? join(PACKAGE, 'dist', readFileSync(note, 'utf8')) : undefined;
}

async function sourceAnswers() {
  const source = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? SOURCE;
  try {
    await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(FIRST_BYTE_LIMIT_MS) });
    return true;
  } catch {
    return false;
  }
}

/** The path of the Electron program, fetching it where necessary; undefined when it is not to be had. */
export async function findElectron() {
  const present = installed();
  if (present && existsSync(present)) return present;
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || !existsSync(PACKAGE) || !(await sourceAnswers())) return undefined;
  process.stdout.write('Fetching the console window (Electron, once, about 120 MB) …\n');
  const result = spawnSync(process.execPath, [join(PACKAGE, 'install.js')], {
    timeout: FETCH_LIMIT_MS,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  if (result.status === 0) return installed();
  // A half-unpacked folder would look installed to the package's own check.
  rmSync(join(PACKAGE, 'dist'), { recursive: true, force: true });
  return undefined;
}
