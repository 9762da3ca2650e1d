/** The file by which programs of the same person find the running server. */
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_FILE, ControlFile } from './contract.ts';

/**
 * Written in one piece: a reader sees the old file or the whole new one. For its owner alone, or for the group of the service
 * as well; never for others.
 */
export function writeControlFile(dataFolder: string, content: ControlFile, groupControls = false): void {
  const path = join(dataFolder, CONTROL_FILE);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  if (groupControls) chmodSync(draft, 0o640);
  renameSync(draft, path);
}

/** null when there is none, or none that can be read. It may be stale: see its pid. */
export function readControlFile(dataFolder: string): ControlFile | null {
  try {
    return ControlFile.parse(JSON.parse(readFileSync(join(dataFolder, CONTROL_FILE), 'utf8')));
  } catch {
    return null;
  }
}

export function removeControlFile(dataFolder: string): void {
  rmSync(join(dataFolder, CONTROL_FILE), { force: true });
}
