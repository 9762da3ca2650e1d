/**
 * Starts the server: the installed program, or the one that an update put into the data folder (platform/programs/pointer.ts).
 * Whoever starts Lyceum starts this: the console, the service of the system, `npm start`. It stays, hands signals on, and ends
 * with the server's own code, except that
 *
 *   - a server that ends with RELAUNCH_CODE is started again, as what is then pointed at;
 *   - a new program that ends, or does not serve in time, is tried again, and after TRIES the one before runs again.
 *
 * It is small, uses nothing but Node, and is never updated: it is the part that must still work when nothing else does.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { dataFolderOf, environmentOfServer } from './platform/config/configuration.ts';
import { nodeTrouble } from './platform/config/node-version.ts';
import { productVersion } from './platform/config/places.ts';
import {
  afterFailure,
  isUsable,
  noteFallen,
  programFolder,
  readPointer,
  RELAUNCH_CODE,
  writePointer,
} from './platform/programs/pointer.ts';

interface Chosen {
  node: string;
  script: string;
  /** Only for a program that has not served yet: its version, and the seconds that it has. */
  trial: { version: string; patience: number } | null;
}

interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  tooSlow: boolean;
}

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const LOOK_MS = 500;

const dataFolder = dataFolderOf();
let child: ChildProcess | null = null;
let isStopping = false;

function choose(): Chosen {
  const pointer = readPointer(dataFolder);
  if (!pointer || !isUsable(dataFolder, pointer, productVersion())) {
    const main = import.meta.filename.endsWith('.js') ? 'main.js' : 'main.ts';
    return { node: process.execPath, script: join(import.meta.dirname, main), trial: null };
  }
  const folder = programFolder(dataFolder, pointer.version);
  return {
    node: pointer.node ? join(folder, pointer.node) : process.execPath,
    script: join(folder, pointer.entry),
    trial: pointer.confirmed ? null : { version: pointer.version, patience: pointer.patience_seconds },
  };
}

function run({ node, script, trial }: Chosen): Promise<End> {
  const { promise, resolve } = Promise.withResolvers<End>();
  let tooSlow = false;
  const started = spawn(node, [script, ...process.argv.slice(2)], { stdio: 'inherit', env: environmentOfServer() });
  child = started;
  const deadline = performance.now() + (trial?.patience ?? 0) * 1000;
  const watch = setInterval(() => {
    if (!trial || readPointer(dataFolder)?.confirmed) return clearInterval(watch);
    if (performance.now() < deadline) return;
    tooSlow = true;
    started.kill('SIGKILL');
  }, LOOK_MS);
  const end = (code: number | null, signal: NodeJS.Signals | null) => {
    clearInterval(watch);
    resolve({ code, signal, tooSlow });
  };
  started.once('error', error => {
    process.stderr.write(`${node} cannot be started: ${error.message}\n`);
    end(127, null);
  });
  started.once('exit', end);
  return promise;
}

/** Notes that a program on trial did not come up; true when something is to be started again. */
function failed(trial: NonNullable<Chosen['trial']>, end: End): boolean {
  const pointer = readPointer(dataFolder);
  // It served, or has itself pointed at another one, and ended afterwards: that is no failed start.
  if (pointer?.version !== trial.version || pointer.confirmed) return pointer?.version !== trial.version;
  const { next, gaveUp } = afterFailure(pointer, end.tooSlow);
  const reason = whyEnded(end, trial.patience);
  process.stderr.write(
    `Lyceum ${trial.version} did not come up: ${reason}${gaveUp ? ' The version before it starts again.' : ''}\n`,
  );
  if (gaveUp) noteFallen(dataFolder, { version: trial.version, reason, at: new Date().toISOString() });
  writePointer(dataFolder, next);
  return true;
}

function whyEnded({ code, signal, tooSlow }: End, patience: number): string {
  if (tooSlow) return `it did not serve within ${patience} seconds.`;
  return signal ? `it was ended by ${signal}.` : `it ended with code ${code}.`;
}

async function launch(): Promise<number> {
  const trouble = nodeTrouble(process.versions.node);
  if (trouble) {
    process.stderr.write(`${trouble}\n`);
    return 1;
  }
  for (;;) {
    const chosen = choose();
    const end = await run(chosen);
    const again = !isStopping && (end.code === RELAUNCH_CODE || (chosen.trial !== null && failed(chosen.trial, end)));
    if (!again) return end.signal ? 128 + constants.signals[end.signal] : (end.code ?? 1);
  }
}

for (const signal of SIGNALS)
  process.on(signal, () => {
    isStopping = true;
    // Ctrl-C in a terminal reaches the whole group: sent again it would look like an impatient second one.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child?.kill(signal);
  });
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.exitCode = await launch();
