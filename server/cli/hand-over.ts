/**
 * After an update the program that serves lies in the data folder, and the command that was installed may no longer know its data. It
 * then lets that program's own command line do the work.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { isUsable, programFolder, readPointer } from '../platform/programs/pointer.ts';

/** The command line of another version, and as whom it has to run; null for the account that asks. */
export interface Successor {
  node: string;
  script: string;
  account: { uid: number; gid: number } | null;
}

/**
 * null when this program is the one in use, or the other may not be run by this account: whoever can write the data folder decides
 * what runs from it, so root does not run it as root, and other people do not run it at all.
 */
export function successorIn(dataFolder: string, version: string, uid = process.getuid?.()): Successor | null {
  const pointer = readPointer(dataFolder);
  if (!pointer?.confirmed || pointer.version === version || !isUsable(dataFolder, pointer, version)) return null;
  const folder = programFolder(dataFolder, pointer.version);
  const script = join(folder, dirname(pointer.entry), `cli${extname(pointer.entry)}`);
  if (!existsSync(script)) return null;
  const owner = statSync(folder);
  if (uid !== undefined && uid !== owner.uid && uid !== 0) return null;
  const account = uid === undefined || uid === owner.uid ? null : { uid: owner.uid, gid: owner.gid };
  return { node: pointer.node ? join(folder, pointer.node) : process.execPath, script, account };
}

const PASSED_ON = ['SIGINT', 'SIGTERM'] as const;

/** Runs it in our place: same words, same terminal. Resolves to its exit code. */
export function handOver({ node, script, account }: Successor, argv: readonly string[]): Promise<number> {
  const child = spawn(node, [script, ...argv], { stdio: 'inherit', ...account });
  // Ctrl-C in a terminal reaches the whole group: sent again it would look like an impatient second one.
  for (const signal of PASSED_ON)
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)));
  });
}
