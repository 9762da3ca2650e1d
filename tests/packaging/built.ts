/** The installers of this tree, made once for all the files of a run. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(import.meta.dirname, '../..');
export const RELEASE = join(REPOSITORY, 'release');
/** Parts of the unpacked folder. */
export const RESOURCES = join(RELEASE, 'linux-unpacked', 'resources');
export const PROGRAM = join(RESOURCES, 'app.asar.unpacked');
export const NODE = join(RESOURCES, 'node', 'node');

const STAMP = join(RELEASE, '.made-in-run');
/** All files of a run have the same parent; whatever was built before it may be out of date. */
const RUN = String(process.ppid);

/** Minutes that it may take, as milliseconds. */
export const BUILD_MS = 600_000;

/** `npm run package -- --deb`. */
export function makeInstallers(): void {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === RUN) return;
  execFileSync(process.execPath, ['build/run.mjs', 'package', '--deb'], { cwd: REPOSITORY, stdio: 'pipe' });
  writeFileSync(STAMP, RUN);
}
