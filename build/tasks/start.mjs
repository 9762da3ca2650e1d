// `npm start`: the console where this machine can show it, otherwise the server alone.
import { existsSync } from 'node:fs';
import process from 'node:process';
import { passOn } from '../launch/child.mjs';
import { ROOT } from '../launch/node.mjs';
import { buildApp, buildWeb } from './build.mjs';
import { openWhenReady } from './browser.mjs';
import { findElectron } from './electron.mjs';
import { runScript } from './tool.mjs';

/** Whether somebody can see a window: Windows and macOS always, elsewhere with X or Wayland; LYCEUM_HEADLESS=1 says no. */
export function hasDisplay(env, platform) {
  if (env.LYCEUM_HEADLESS === '1') return false;
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

function serve(args) {
  return runScript('server/launch.ts', args, { env: { ...process.env, LYCEUM_HEADLESS: '1' } });
}

async function openConsole(electron, args) {
  const code = await buildApp();
  if (code !== 0) return code;
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return passOn(electron, [ROOT, ...args], { env });
}

/** Starts Lyceum in the foreground and resolves to the exit code of what was started. */
export async function run(args) {
  const code = await buildWeb();
  if (code !== 0) return code;
  if (!hasDisplay(process.env, process.platform)) return serve(args);

  const electron = await findElectron();
  if (electron && existsSync(electron)) return openConsole(electron, args);
  process.stdout.write(
    'The console window needs Electron, whose program file could not be fetched. ' +
      'The console opens in your browser instead, without what only the machine itself may do.\n',
  );
  const stopWaiting = openWhenReady();
  try {
    return await serve(args);
  } finally {
    stopWaiting();
  }
}
