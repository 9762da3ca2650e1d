/** Starts the server so that it outlives the console. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { START_TROUBLE, type StartTrouble } from '../../server/supervisor/contract.ts';
import type { Programs } from './programs.ts';

interface Launch {
  programs: Programs;
  dataFolder: string;
  /** Port to listen on; null for the usual one. */
  port: number | null;
  env: NodeJS.ProcessEnv;
  /** File for what the server prints while it starts. */
  output: string;
}

/** How a server ended that could not be started, or that ended later. */
export interface End {
  trouble: StartTrouble | 'notAllowed';
  /** A sentence for people. */
  reason: string;
}

/** Answers a promise of the end; while the server lives the promise stays open. */
export function launchServer({ programs, dataFolder, port, env, output }: Launch): Promise<End> {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: _options, ...rest } = env;
  mkdirSync(dirname(output), { recursive: true });
  // A file, not a pipe: a pipe would break when the console quits.
  const file = openSync(output, 'w', 0o600);
  const child = spawn(programs.node, [programs.script], {
    detached: true,
    stdio: ['ignore', file, file],
    windowsHide: true,
    env: {
      ...rest,
      LYCEUM_DATA: dataFolder,
      LYCEUM_HEADLESS: '1',
      ...(port === null ? {} : { LYCEUM_PORT: String(port) }),
    },
  });
  closeSync(file);
  child.unref();
  return new Promise(resolve => {
    child.once('error', error =>
      resolve({ trouble: 'other', reason: `The server program cannot be started: ${error.message}` }),
    );
    child.once('exit', (code, signal) => resolve({ trouble: troubleOf(code), reason: reasonOf(output, signal) }));
  });
}

/** Which trouble an exit code of the server stands for. */
export function troubleOf(code: number | null): StartTrouble {
  const known = Object.entries(START_TROUBLE).find(([, number]) => number === code);
  return known ? (known[0] as StartTrouble) : 'other';
}

/** What a process that was killed could not say itself. */
export const KILLED = 'The server’s process was ended from outside; perhaps the memory of the computer ran out.';

function reasonOf(output: string, signal: NodeJS.Signals | null): string {
  if (signal) return KILLED;
  const lines = readFileSync(output, 'utf8').trim().split('\n');
  return lines.at(-1)?.trim() || 'The server ended without saying why.';
}
