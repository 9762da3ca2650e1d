/** Socket.IO of one process: authenticated, origin-checked, WebSocket only (so that workers need no sticky sessions). */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { type Clock, SECOND } from '../clock.ts';
import { type Actor, type Authenticate, holds } from '../http/actor.ts';
import { credentialsOf, describeFrom, isForeignPage } from '../http/requests.ts';
import type { Log } from '../logging/log.ts';
import type { Device, MessageName, Messages, Presence, Room, Sent } from './contract.ts';

/** What one process knows and others may ask for. */
export interface ProcessFacts {
  presences: Presence[];
  /** Recent answer times in milliseconds. */
  timings: number[];
}

interface Held {
  actor: Actor;
  presence: Presence;
}
interface BetweenServers {
  facts: (answer: (facts: ProcessFacts) => void) => void;
  endSession: (sessionId: number) => void;
}
type Messaging = { [N in MessageName]: (data: Messages[N]) => void };
type Io = Server<Sent, Messaging, BetweenServers, Held>;

export interface Hub {
  tell<N extends MessageName>(room: Room, name: N, data: Messages[N]): void;
  /** Facts of every process, this one first. A process that does not answer in two seconds is left out. */
  everywhere(): Promise<ProcessFacts[]>;
  /** Ends the sockets of a session in every process. */
  endSession(sessionId: number): void;
  close(): Promise<void>;
}

export interface HubParts {
  /** Server to listen on; none in the jobs process, which only tells. */
  http: HttpServer | null;
  authenticate: Authenticate;
  clock: Clock;
  log: Log;
  recentTimings: () => number[];
  /** Adapter that reaches the other processes; none in a single process. */
  adapter: Parameters<Server['adapter']>[0] | undefined;
}

export function createHub(parts: HubParts): Hub {
  const io: Io = new Server({
    transports: ['websocket'],
    serveClient: false,
    path: '/socket',
    pingInterval: 25 * SECOND,
  });
  if (parts.adapter) io.adapter(parts.adapter);
  if (parts.http) io.attach(parts.http);
  io.use((socket, next) => {
    admit(socket, parts).then(() => next(), next);
  });
  io.on('connection', socket => welcome(socket));
  const own = (): ProcessFacts => ({
    presences: [...io.sockets.sockets.values()].map(socket => socket.data.presence),
    timings: parts.recentTimings(),
  });
  const endHere = (sessionId: number) => {
    for (const socket of io.sockets.sockets.values())
      if (socket.data.actor.sessionId === sessionId) socket.disconnect(true);
  };
  io.on('facts', answer => answer(own()));
  io.on('endSession', endHere);
  return {
    tell: (room, name, data) =>
      void io.to(room).emit(name, ...([data] as unknown as Parameters<Messaging[typeof name]>)),
    everywhere: async () => [own(), ...(await askOthers(io, parts.log))],
    endSession(sessionId) {
      endHere(sessionId);
      if (parts.adapter) io.serverSideEmit('endSession', sessionId);
    },
    async close() {
      // Without a web server Socket.IO has no engine that its own close() could close.
      await (parts.http ? io.close() : io.of('/').adapter.close());
    },
  };
}

async function askOthers(io: Io, log: Log): Promise<ProcessFacts[]> {
  if (!('serverSideEmitWithAck' in io)) return [];
  try {
    return await (
      io.timeout(2 * SECOND) as unknown as { serverSideEmitWithAck(name: 'facts'): Promise<ProcessFacts[]> }
    ).serverSideEmitWithAck('facts');
  } catch (error) {
    const { responses } = error as { responses?: ProcessFacts[] };
    if (!responses) log.debug({ err: error }, 'other processes did not answer');
    return responses ?? [];
  }
}

type Guest = Socket<Sent, Messaging, BetweenServers, Held>;

async function admit(socket: Guest, { authenticate, clock }: HubParts): Promise<void> {
  const req = socket.request;
  const from = describeFrom(req);
  const token = (socket.handshake.auth as { token?: unknown }).token;
  const bearer = typeof token === 'string' ? token : credentialsOf(req, from).bearer;
  // A bearer token is proof by itself; a cookie counts only from our own pages.
  if (!bearer && isForeignPage(req, from)) throw new Error('ORIGIN_REFUSED');
  const actor = await authenticate(bearer ? { bearer, cookie: undefined } : credentialsOf(req, from));
  if (!actor) throw new Error('UNAUTHENTICATED');
  socket.data.actor = actor;
  socket.data.presence = { userId: actor.userId, place: null, device: deviceOf(from.userAgent), since: clock.now() };
}

function welcome(socket: Guest): void {
  const { actor } = socket.data;
  void socket.join(`user:${actor.userId}`);
  if (holds(actor, 'overview:read')) void socket.join('staff');
  socket.on('place', (name, noted) => {
    socket.data.presence.place = typeof name === 'string' ? name.slice(0, 120) : null;
    if (typeof noted === 'function') noted();
  });
  // The handshake's request keeps kilobytes alive per socket for nothing.
  (socket.conn as { request?: unknown }).request = undefined;
}

export function deviceOf(userAgent: string): Device {
  if (/iPad|Tablet|Android(?!.*Mobile)/i.test(userAgent)) return 'tablet';
  return /Mobi|iPhone/i.test(userAgent) ? 'phone' : 'computer';
}
