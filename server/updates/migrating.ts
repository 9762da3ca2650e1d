/** Lets the new program bring the live data up to date, in a process of its own. */
import { fork } from 'node:child_process';
import { environmentToMigrate } from '../platform/config/configuration.ts';

const SAID_BYTES = 4000;

interface Migrating {
  node: string;
  script: string;
  /** Seconds that it may take. */
  patience: number;
}

/** Resolves when every migration is done. Throws an Error in plain words with what the program said last. */
export function migrateWith({ node, script, patience }: Migrating): Promise<void> {
  // The channel between the two ends it when this process is killed: nothing may write to data that are being put back.
  const child = fork(script, {
    execPath: node,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: environmentToMigrate(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: patience * 1000,
    killSignal: 'SIGKILL',
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-SAID_BYTES);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return new Promise((resolve, reject) => {
    child.once('error', error =>
      reject(new Error(`The new version cannot be started: ${error.message}.`, { cause: error })),
    );
    child.once('close', (code, by) => {
      if (code === 0) return resolve();
      if (child.killed)
        return reject(new Error(`The new version did not bring the data up to date within ${patience} seconds.`));
      const why = said.trim().split('\n').at(-1) ?? '';
      reject(new Error(`The new version could not bring the data up to date (${by ?? `code ${code}`}). ${why}`.trim()));
    });
  });
}
