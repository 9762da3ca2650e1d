/** Starts the server so that it outlives the console. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Programs } from './programs.ts';

interface Launch {
  programs: Programs;
  dataFolder: string;
  env: NodeJS.ProcessEnv;
  /** File for what the server prints while it starts. */
  output: string;
}

/** Answers a promise of the reason, for the case that the server ends; while it lives the promise stays open. */
export function launchServer({ programs, dataFolder, env, output }: Launch): Promise<string> {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: _options, ...rest } = env;
  mkdirSync(dirname(output), { recursive: true });
  // A file, not a pipe: a pipe would break when the console quits.
  const file = openSync(output, 'w', 0o600);
  const child = spawn(programs.node, [programs.script], {
    detached: true,
    stdio: ['ignore', file, file],
    windowsHide: true,
    env: { ...rest, LYCEUM_DATA: dataFolder, LYCEUM_HEADLESS: '1' },
  });
  closeSync(file);
  child.unref();
  return new Promise(resolve => {
    child.once('error', error => resolve(`The server program cannot be started: ${error.message}`));
    child.once('exit', () => resolve(lastSentence(output)));
  });
}

function lastSentence(output: string): string {
  const lines = readFileSync(output, 'utf8').trim().split('\n');
  return lines.at(-1)?.trim() || 'The server ended without saying why.';
}
