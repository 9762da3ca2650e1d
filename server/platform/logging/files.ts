/** The log files of the data folder: lyceum.*.log, 100 MB × 10, and errors.*.log, 50 MB × 5. One process writes them. */
import { join } from 'node:path';
import roll from 'pino-roll';
import { scrub } from './scrubbing.ts';

export interface LogFiles {
  /** Takes whole lines of JSON; a line of level error or above goes to both files. */
  write(lines: string): void;
  close(): void;
}

const ERROR = 50;

/** `onTrouble` hears once that lines can no longer be written; the server goes on without them. */
export async function openLogFiles(folder: string, onTrouble: (error: Error) => void): Promise<LogFiles> {
  const open = (name: string, size: string, count: number) =>
    roll({
      file: join(folder, name),
      extension: '.log',
      size,
      limit: { count, removeOtherLogFiles: true },
      mkdir: true,
    });
  const [all, errors] = await Promise.all([open('lyceum', '100m', 9), open('errors', '50m', 4)]);
  let troubled = false;
  for (const stream of [all, errors]) {
    stream.on('error', (error: Error) => {
      if (!troubled) onTrouble(error);
      troubled = true;
    });
  }
  return {
    write(lines) {
      for (const line of lines.split('\n')) {
        if (line === '') continue;
        const level = levelOf(line);
        // Our own lines were scrubbed as they were made.
        const text = `${level === null ? scrub(line) : line}\n`;
        all.write(text);
        if (level === null || level >= ERROR) errors.write(text);
      }
    },
    close() {
      all.flushSync();
      errors.flushSync();
      all.end();
      errors.end();
    },
  };
}

/** pino writes the level first; anything that is no JSON is the last word of a process that crashed, and has none. */
function levelOf(line: string): number | null {
  const level = /^\{"level":(\d+)/.exec(line)?.[1];
  return level === undefined ? null : Number(level);
}

/** Passes on whole lines only, however the pieces arrive. */
export function wholeLines(take: (lines: string) => void): (piece: Buffer | string) => void {
  let rest = '';
  return piece => {
    const text = rest + piece.toString();
    const end = text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    if (end > 0) take(text.slice(0, end));
  };
}
