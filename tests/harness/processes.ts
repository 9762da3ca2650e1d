import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CODE_CACHE } from './code-cache.ts';
import { eventually } from './eventually.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');

/** A program under test, with everything that it started. */
export interface TestProcess {
  pid: number;
  /** All that it printed so far, both streams in order of arrival. */
  log(): string;
  /** Resolves to the exit code, or to the name of the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Whether the program itself (not what it started) is running. */
  isRunning(): boolean;
  /** Asks it to stop and waits; kills the whole tree when it has not ended within the time (milliseconds). */
  stop(withinMs?: number): Promise<number | NodeJS.Signals>;
  /** kill -9 for the program and all that it started, and waits for the end. */
  kill(): Promise<void>;
}

const started = new Set<ChildProcess>();
// Whatever happens to the test run, nothing that it started may stay behind.
process.on('exit', () => {
  for (const child of started) killTree(child);
});

/** Children by parent from /proc; empty where there is no /proc. */
function childrenByParent(): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const entries = process.platform === 'linux' ? readdirSync('/proc').filter(name => /^\d+$/.test(name)) : [];
  for (const entry of entries) {
    try {
      // The name in brackets may hold anything, so count from the last bracket: state, then the parent.
      const parent = Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
      found.set(parent, [...(found.get(parent) ?? []), Number(entry)]);
    } catch {
      // It ended while we were looking.
    }
  }
  return found;
}

/** The process ids of everything that a process started, directly or not. */
export function descendants(pid: number): number[] {
  const children = childrenByParent();
  const below = (parent: number): number[] => (children.get(parent) ?? []).flatMap(child => [child, ...below(child)]);
  return below(pid);
}

/** The process ids of its direct children; cheap enough to be asked again and again. Empty where there is no /proc. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function kill9(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** kill -9 for a program that `startProcess` began, and all that it started. */
export function killAll(pid: number): void {
  // The group reaches those whose parent has already gone; the list reaches those who made a group of their own.
  for (const below of descendants(pid)) kill9(below);
  kill9(process.platform === 'win32' ? pid : -pid);
}

function killTree({ pid }: ChildProcess): void {
  if (pid !== undefined) killAll(pid);
}

/** Starts a program in a process group of its own and watches it. Nothing of our environment is passed but `env`. */
export function startProcess(command: string, args: string[], env: NodeJS.ProcessEnv, cwd = REPOSITORY): TestProcess {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => output.push(text));
  }
  const ended = new Promise<number | NodeJS.Signals>((resolveEnd, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolveEnd(signal ?? code ?? 1);
    });
  });
  // A program that cannot be started shows in whatever waits for it; alone it must not end the test run.
  ended.catch((error: unknown) => output.push(String(error)));

  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const kill = async () => {
    killTree(child);
    await ended;
    started.delete(child);
  };
  const stop = async (withinMs = 30_000) => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => killTree(child), withinMs);
    const end = await ended.finally(() => clearTimeout(timer));
    killTree(child);
    started.delete(child);
    return end;
  };
  return { pid: child.pid ?? -1, log: () => output.join(''), ended, isRunning, stop, kill };
}

/** A server under test. */
export interface TestServer extends TestProcess {
  /** For example http://127.0.0.1:5200, without a slash at the end. */
  url: string;
}

/** What a server needs to know; everything else keeps its default. */
export interface ServerOptions {
  dataFolder: string;
  port: number;
  /** Web workers; 0 (one process for everything) unless said otherwise. */
  workers?: number;
  /** More settings of the environment, for example DATABASE_URL. */
  env?: Record<string, string | undefined>;
  /** How long it may take until it is ready, in milliseconds. */
  withinMs?: number;
}

/** Where the server says that it can take requests. */
export const READY_PATH = '/api/v1/health/ready';

/**
 * Starts the real server (server/main.ts) and waits until it is ready. Fails with its log when it ends before, or takes
 * too long; it is then already stopped.
 */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const { dataFolder, port, workers = 0, env = {}, withinMs = 90_000 } = options;
  const settings = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TZ: 'UTC',
    ...CODE_CACHE,
    LYCEUM_HEADLESS: '1',
    LYCEUM_DATA: dataFolder,
    LYCEUM_HOST: '127.0.0.1',
    // Tests are heard by nobody but themselves.
    LYCEUM_ANNOUNCE: '0',
    LYCEUM_PORT: String(port),
    LYCEUM_WORKERS: String(workers),
    ...env,
  };
  const program = startProcess(process.execPath, ['server/main.ts'], settings);
  const url = `http://127.0.0.1:${port}`;
  try {
    await eventually(
      `${url}${READY_PATH}`,
      async () => !program.isRunning() || (await fetch(`${url}${READY_PATH}`)).ok,
      withinMs,
    );
    if (!program.isRunning()) throw new Error(`The server ended with ${await program.ended}`);
  } catch (error) {
    await program.kill().catch(() => undefined);
    throw new Error(`The server did not get ready.\n${program.log()}`, { cause: error });
  }
  return { ...program, url };
}
