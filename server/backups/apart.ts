/** Runs a task of backups in a process of its own and answers what came of it. */
import { fork } from 'node:child_process';
import type { FromProcess, Outcomes, Task, ToProcess } from './tasks.ts';
import { BackupTrouble } from './trouble.ts';

const SCRIPT = import.meta.filename.replace(/apart(\.[jt]s)$/, 'backup-process$1');
const STOP_MS = 10_000;

export interface Watching {
  signal: AbortSignal;
  /** 0 to 1, with a note for people. */
  progress?: (fraction: number, note: string) => void;
}

export interface Outcome<D extends Task['do']> {
  result: Outcomes[D];
  /** Takes the scratch place away (of a proof) and ends the process. */
  close(): Promise<void>;
}

/** Throws a BackupTrouble, also when the process was killed. */
export function runApart<T extends Task>(task: T, { signal, progress }: Watching): Promise<Outcome<T['do']>> {
  signal.throwIfAborted();
  const child = fork(SCRIPT, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const send = (message: ToProcess) => {
    if (child.connected) child.send(message, () => {});
  };
  const close = async () => {
    send({ close: true });
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(patience);
  };
  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined;
    const stop = () => {
      send({ stop: true });
      patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    };
    const settled = () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
    };
    child.on('message', (message: FromProcess) => {
      if ('progress' in message) progress?.(message.progress, message.note);
      else if ('done' in message) {
        settled();
        resolve({ result: message.done as Outcomes[T['do']], close });
      } else {
        settled();
        const { code, message: sentence, remedy } = message.trouble;
        reject(signal.aborted ? (signal.reason as Error) : new BackupTrouble(code, sentence, remedy));
      }
    });
    void ended.then(() => {
      settled();
      reject(
        signal.aborted
          ? (signal.reason as Error)
          : new BackupTrouble('failed', 'The backup process was ended from outside.', 'Try again.'),
      );
    });
    signal.addEventListener('abort', stop, { once: true });
    send({ task });
  });
}
