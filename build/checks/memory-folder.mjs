// A folder in the memory of the machine, for what tests leave for moments: their databases commit thousands of times, and every commit
// waits for the disk. That a power cut takes nothing away is not tried by any test, and what kill -9 takes away is the same in memory.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const PLACE = '/dev/shm';
const GB = 1024 ** 3;
/** Uploads and backups under test come to some gigabytes. */
const ROOM = 8 * GB;
const MEMORY = 16 * GB;

/** The folder, made for this run and removed with the process; null on machines that have no such place, or little memory. */
export function memoryFolder() {
  if (!hasRoom()) return null;
  const folder = mkdtempSync(join(PLACE, 'lyceum-tests-'));
  process.once('exit', () => remove(folder));
  // PostgreSQL runs under an account of its own.
  chmodSync(folder, 0o1777);
  return runsPrograms(folder) ? folder : null;
}

function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    process.stderr.write(`${folder} could not be removed.\n`);
  }
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(PLACE);
    return bavail * bsize >= ROOM && totalmem() >= MEMORY;
  } catch {
    return false;
  }
}

/** Containers often forbid it there, and updates are unpacked and started. */
function runsPrograms(folder) {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}
