import { io } from 'socket.io-client';
import { residentMegabytes } from './processes.ts';
import type { Bench, Row } from './shared.ts';

const SOCKETS = 5000;

/** Idle sockets, all of them on the server's web workers. */
export async function sockets(bench: Bench): Promise<Row[]> {
  const before = residentMegabytes(bench.pid);
  const count = Math.min(SOCKETS, bench.seeded.tokens.length);
  const open = Array.from({ length: count }, (_, i) =>
    io(`http://127.0.0.1:${bench.port}`, {
      path: '/socket',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 6e4,
      auth: { token: bench.seeded.tokens[i] },
    }),
  );
  const outcomes = await Promise.all(
    open.map(
      socket =>
        new Promise<boolean>(
          resolve => void socket.once('connect', () => resolve(true)).once('connect_error', () => resolve(false)),
        ),
    ),
  );
  const connected = outcomes.filter(Boolean).length;
  const grown = residentMegabytes(bench.pid) - before;
  for (const socket of open) socket.close();
  return [
    {
      scenario: `${SOCKETS} idle sockets`,
      aim: 'all connected',
      measured: `${connected} connected, ${((grown * 1024) / Math.max(1, connected)).toFixed(0)} kB each, ${(before + grown).toFixed(0)} MB in all`,
      met: connected === SOCKETS,
      figures: { connected, megabytes: before + grown },
    },
  ];
}
