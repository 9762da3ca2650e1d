/** A real server over a scratch copy, for reading only, on a free port of this machine. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE, SECOND } from '../platform/clock.ts';
import { environmentOfScratch } from '../platform/config/configuration.ts';

export interface ScratchServer {
  /** Without a slash at its end. */
  origin: string;
  stop(): Promise<void>;
}

export interface ScratchOptions {
  /** Folder of the program: sources or the built product. */
  program: string;
  dataFolder: string;
  databaseUrl: string | undefined;
  signal: AbortSignal;
  /** Node to run it with; this one unless told. */
  node?: string;
}

const START_MS = 2 * MINUTE;
const STOP_MS = 10 * SECOND;
const SAID_BYTES = 4000;
/** What the server prints when it serves; see supervisor/announcement.ts. */
const READY = /Lyceum is ready at (?:\S+ and )*(http:\/\/127\.0\.0\.1:\d+)/;

/** Throws an Error with the server's last words when it does not come to serve. */
export async function startScratchServer(options: ScratchOptions): Promise<ScratchServer> {
  const { signal, dataFolder, databaseUrl, node = process.execPath } = options;
  signal.throwIfAborted();
  const child = fork(scriptOf(options.program), {
    execPath: node,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: environmentOfScratch({ dataFolder, databaseUrl }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(patience);
  };
  try {
    return { origin: await whenReady(child, signal), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function scriptOf(program: string): string {
  const found = [join(program, 'server', 'main.ts'), join(program, 'dist', 'server', 'main.js')].find(existsSync);
  if (found) return found;
  throw new Error(`There is no Lyceum in ${program}.`);
}

function whenReady(child: ChildProcess, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-SAID_BYTES);
      const origin = READY.exec(said)?.[1];
      if (origin) settle(() => resolve(origin));
    };
    const fail = (why: string) => settle(() => reject(new Error(`${why} ${lastWords(said)}`.trim())));
    const stopped = () => settle(() => reject(signal.reason as Error));
    const late = setTimeout(() => fail('The scratch server did not come up in two minutes.'), START_MS);
    const settle = (then: () => void) => {
      clearTimeout(late);
      signal.removeEventListener('abort', stopped);
      then();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', error => fail(`The scratch server could not be started: ${error.message}.`));
    child.once('exit', code => fail(`The scratch server ended (${code ?? 'killed'}).`));
    signal.addEventListener('abort', stopped, { once: true });
  });
}

const lastWords = (said: string) => said.trim().split('\n').slice(-3).join(' ').slice(-600);
