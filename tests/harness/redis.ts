import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folders.ts';
import { freePort } from './ports.ts';
import { findRedis } from './programs.ts';

/** A Redis of our own, on loopback, in memory alone. */
export interface TestRedis {
  url: string;
  /** Goes away at once, as a fault would; `resume` starts it again, empty. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const program = findRedis();
  if (!program) throw new Error('Redis is not installed: redis-server was not found in PATH');
  const folder = temporaryFolder('redis');
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  let running: ChildProcess | null = null;
  const pause = async () => {
    const going = running;
    running = null;
    if (!going) return;
    const gone = once(going, 'exit');
    going.kill('SIGKILL');
    await gone;
  };
  const resume = async () => {
    running = spawn(program, [...settings, '--dir', folder.path], { stdio: 'ignore' });
    await eventually('Redis answers', () => answers(port));
  };
  await resume();
  return {
    url: `redis://127.0.0.1:${port}/0`,
    pause,
    resume,
    async stop() {
      await pause();
      folder.remove();
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', data => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
