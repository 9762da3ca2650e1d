/** The real command line in a process of its own. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { CODE_CACHE } from './code-cache.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');

export interface Said {
  /** Exit code. */
  code: number;
  /** Standard output. */
  out: string;
  /** Standard error. */
  err: string;
  /** Last line of standard output as JSON; null when it is none. */
  // biome-ignore lint: answers of every shape pass through here
  json: any;
}

export interface CommandLine {
  /** Runs the program, `lyceum` unless told, with these words and waits for its end. */
  run(...words: string[]): Promise<Said>;
}

/** `env` is all that it gets besides the path; `program`: the file that runs, from the top of the repository. */
export function commandLine(env: Record<string, string | undefined>, program = 'server/cli.ts'): CommandLine {
  return {
    run: (...words) =>
      new Promise((done, failed) => {
        const child = spawn(process.execPath, [program, ...words], {
          cwd: REPOSITORY,
          env: { PATH: process.env['PATH'], HOME: '/nonexistent', TZ: 'UTC', ...CODE_CACHE, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const texts = { out: '', err: '' };
        child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
        child.once('error', failed);
        child.once('close', code => done({ code: code ?? -1, ...texts, json: jsonOf(texts.out) }));
      }),
  };
}

function jsonOf(out: string): unknown {
  try {
    return JSON.parse(out.trim().split('\n').at(-1) ?? '');
  } catch {
    return null;
  }
}
