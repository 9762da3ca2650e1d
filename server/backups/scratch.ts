/** Folders for work in progress, below the data folder; what a killed process left is taken away by the next. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^(?:backup|proof)-(\d+)-/;

/** A new folder, 0700, that carries the number of this process. */
export async function makeScratch(dataFolder: string, what: 'backup' | 'proof'): Promise<string> {
  const home = join(dataFolder, 'scratch');
  await mkdir(home, { recursive: true, mode: 0o700 });
  await sweepScratch(dataFolder);
  return mkdtemp(join(home, `${what}-${process.pid}-`));
}

/** Takes away the folders of processes that ended. An orphan may outlive the start of the next work, so its end sweeps too. */
export async function sweepScratch(dataFolder: string): Promise<void> {
  const home = join(dataFolder, 'scratch');
  for (const name of await readdir(home)) {
    const pid = Number(NAME.exec(name)?.[1] ?? process.pid);
    if (!isAlive(pid)) await rm(join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
