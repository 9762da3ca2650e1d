/** A real clamd of our own, on a socket in a temporary folder, that knows one thing: the test file of the scanners' makers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { trialText } from '../../server/scanning/trial-rules.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folders.ts';
import { freePort } from './ports.ts';
import { startProcess, type TestProcess } from './processes.ts';
import { findClamd } from './programs.ts';

export interface TestClamd {
  /** Its socket. */
  socket: string;
  /** The same scanner over TCP: `127.0.0.1:<port>`. */
  port: string;
  /** Goes away at once, as a fault would; `resume` starts it again. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  /** Further lines of its configuration: clamd.conf(5). */
  lines?: readonly string[];
  /** Whether it knows the test file; else it knows only what nobody brings. */
  knows?: boolean;
}

/** Starts one. A signature of our own stands in for those that only the internet has: `Name:Target:Offset:Bytes`. */
export async function startClamd({ lines = [], knows = true }: Options = {}): Promise<TestClamd> {
  const program = findClamd();
  if (!program) throw new Error('ClamAV is not installed: clamd was not found');
  const folder = temporaryFolder('clamd');
  const inside = (name: string) => join(folder.path, name);
  const [socket, port] = [inside('clamd.sock'), await freePort()];
  mkdirSync(inside('signatures'));
  mkdirSync(inside('work'));
  const known = knows ? trialText() : 'a text that nobody would ever bring to school';
  writeFileSync(inside('signatures/own.ndb'), `Test.Harmless:0:*:${Buffer.from(known).toString('hex')}\n`);
  const settings = [
    `LocalSocket ${socket}`,
    'LocalSocketMode 600',
    `TCPSocket ${port}`,
    'TCPAddr 127.0.0.1',
    `DatabaseDirectory ${inside('signatures')}`,
    `TemporaryDirectory ${inside('work')}`,
    'Foreground yes',
    ...lines,
  ];
  writeFileSync(inside('clamd.conf'), `${settings.join('\n')}\n`);
  let running: TestProcess | null = null;
  const pause = async () => {
    await running?.kill();
    running = null;
  };
  const resume = async () => {
    const begun = startProcess(program, ['-c', inside('clamd.conf')], { PATH: process.env['PATH'] });
    running = begun;
    await eventually('the scanner answers', () => answers(socket)).catch(async (cause: unknown) => {
      const log = begun.log();
      await pause();
      throw new Error(`The scanner did not start.\n${log}`, { cause });
    });
  };
  await resume();
  return {
    socket,
    port: `127.0.0.1:${port}`,
    pause,
    resume,
    async stop() {
      await pause();
      folder.remove();
    },
  };
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection(path, () => socket.write('zPING\0'));
    socket.once('data', data => {
      socket.destroy();
      resolve(data.toString().startsWith('PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
