// `npm run package`: builds everything, then the installers of this system. `npm run package -- --dir` makes the unpacked folder
// alone, `-- --deb` the Debian package from it; where Electron cannot be fetched, an empty program takes its place in both (the
// server in them is whole). With --update the folder becomes an update package: see update-package.mjs.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { ROOT } from '../launch/node.mjs';
import { run as buildAll } from './build.mjs';
import { makeDeb } from './deb.mjs';
import { findElectron } from './electron.mjs';
import { runTool } from './tool.mjs';
import { makeKey, makeUpdate } from './update-package.mjs';

/** A folder like that of Electron, whose program only says that it is none. */
function makeStandIn() {
  const folder = join(ROOT, 'dist', 'electron-stand-in');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'electron'), '#!/bin/sh\necho "This build has no Electron in it." >&2\nexit 1\n', {
    mode: 0o755,
  });
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  return folder;
}

export async function run(args) {
  if (args.includes('--new-key')) return makeKey(args);
  const code = await buildAll();
  if (code !== 0) return code;
  if (args.includes('--update')) {
    const packed = await packProgram({ onlyFolder: true });
    return packed === 0 ? makeUpdate(args) : packed;
  }
  const wantsDeb = args.includes('--deb');
  const onlyFolder = args.includes('--dir') || wantsDeb;
  const packed = await packProgram({ onlyFolder });
  if (packed !== 0 || process.platform !== 'linux' || (onlyFolder && !wantsDeb)) return packed;
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const output = join(ROOT, 'release');
  process.stdout.write(`${makeDeb({ unpacked: join(output, 'linux-unpacked'), output, version })}\n`);
  return 0;
}

async function packProgram({ onlyFolder }) {
  const electron = await findElectron();
  const hasElectron = electron !== undefined && existsSync(electron);
  if (!hasElectron && !onlyFolder) {
    process.stderr.write(
      'Electron could not be fetched, so no installer can be built. `npm run package -- --deb` builds the Debian package without it.\n',
    );
    return 1;
  }
  const dist = hasElectron ? dirname(electron) : makeStandIn();
  const env = { ...process.env, ...(hasElectron ? {} : { LYCEUM_ELECTRON_DIST: dist }) };
  const target = process.platform === 'win32' ? '--win' : '--linux';
  const options = [
    '--config',
    'build/electron-builder.config.cjs',
    '--publish',
    'never',
    ...(onlyFolder ? ['--dir'] : []),
  ];
  return runTool(['electron-builder'], [target, ...options], { env });
}
