/** Socket.IO of one process: authenticated, origin-checked, WebSocket only (so that workers need no sticky sessions). */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { type Clock, SECOND } from '../clock.ts';
import { Refusal } from '../errors/refusal.ts';
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
  ask: (name: string, answer: (told: unknown) => void) => void;
  signal: (name: string) => void;
  endSession: (sessionId: number, told: boolean) => void;
  renew: (userId: number) => void;
}
type Messaging = { [N in MessageName]: (data: Messages[N]) => void };
type Io = Server<Sent, Messaging, BetweenServers, Held>;

export interface Hub {
  tell<N extends MessageName>(room: Room, name: N, data: Messages[N]): void;
  /** Everybody whose socket is in this very process. */
  tellEverybodyHere<N extends MessageName>(name: N, data: Messages[N]): void;
  /** Facts of every process, this one first. A process that does not answer in two seconds is left out. */
  everywhere(): Promise<ProcessFacts[]>;
  /** What this process answers when any process asks for the name; null when it has nothing to say. */
  offer(name: string, answer: () => unknown): void;
  /** What every process that offers it has to say, this one first. One that does not answer in two seconds is left out. */
  ask<Answer>(name: string): Promise<Answer[]>;
  /** Calls what listens for the name in every process, this one included. */
  signal(name: string): void;
  onSignal(name: string, listener: () => void): void;
  /** Live sockets of this process. */
  connections(): number;
  /** Ends the sockets of a session in every process. `told`: their pages ask whether they may go on; otherwise they know. */
  endSession(sessionId: number, told: boolean): void;
  /** Breaks the sockets of a person in every process, which connect again by themselves, with the rights of now. */
  renew(userId: number): void;
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
  const endHere = (sessionId: number, told: boolean) => {
    for (const socket of io.sockets.sockets.values())
      if (socket.data.actor.sessionId === sessionId) {
        if (told) socket.emit('session.ended', {});
        socket.disconnect(true);
      }
  };
  // Closed as if the connection had broken: a socket that the server disconnects stays away.
  const renewHere = (userId: number) => {
    for (const socket of io.sockets.sockets.values()) if (socket.data.actor.userId === userId) socket.conn.close();
  };
  const offers = new Map<string, () => unknown>();
  const listeners = new Map<string, () => void>();
  const said = (name: string) => offers.get(name)?.() ?? null;
  io.on('facts', answer => answer(own()));
  io.on('ask', (name, answer) => answer(said(name)));
  io.on('signal', name => listeners.get(name)?.());
  io.on('endSession', endHere);
  io.on('renew', renewHere);
  return {
    tell: (room, name, data) =>
      void io.to(room).emit(name, ...([data] as unknown as Parameters<Messaging[typeof name]>)),
    tellEverybodyHere: (name, data) =>
      void io.local.emit(name, ...([data] as unknown as Parameters<Messaging[typeof name]>)),
    everywhere: async () => [own(), ...(await askOthers<ProcessFacts>(io, parts.log, 'facts'))],
    offer: (name, answer) => void offers.set(name, answer),
    async ask<Answer>(name: string) {
      const told = [said(name), ...(await askOthers<unknown>(io, parts.log, 'ask', name))];
      return told.filter(answer => answer !== null) as Answer[];
    },
    signal(name) {
      listeners.get(name)?.();
      if (parts.adapter) io.serverSideEmit('signal', name);
    },
    onSignal: (name, listener) => void listeners.set(name, listener),
    connections: () => io.sockets.sockets.size,
    endSession(sessionId, told) {
      endHere(sessionId, told);
      if (parts.adapter) io.serverSideEmit('endSession', sessionId, told);
    },
    renew(userId) {
      renewHere(userId);
      if (parts.adapter) io.serverSideEmit('renew', userId);
    },
    async close() {
      // Without a web server Socket.IO has no engine that its own close() could close.
      await (parts.http ? io.close() : io.of('/').adapter.close());
    },
  };
}

async function askOthers<Answer>(io: Io, log: Log, question: 'facts' | 'ask', ...about: string[]): Promise<Answer[]> {
  if (!('serverSideEmitWithAck' in io)) return [];
  try {
    return await (
      io.timeout(2 * SECOND) as unknown as {
        serverSideEmitWithAck(name: string, ...about: string[]): Promise<Answer[]>;
      }
    ).serverSideEmitWithAck(question, ...about);
  } catch (error) {
    const { responses } = error as { responses?: Answer[] };
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
  const actor = await authenticate({
    ...(bearer ? { bearer, cookie: undefined } : credentialsOf(req, from)),
    // Connections are made again by themselves.
    seenAgoMs: null,
  }).catch(nobody);
  if (!actor) throw new Error('UNAUTHENTICATED');
  if (actor.mustEnrol) throw new Error('SECOND_FACTOR_REQUIRED');
  socket.data.actor = actor;
  socket.data.presence = { userId: actor.userId, place: null, device: deviceOf(from.userAgent), since: clock.now() };
}

/** A session that has ended is said as plainly as none at all: the page asks to sign in instead of waiting for a connection. */
function nobody(error: unknown): null {
  if (error instanceof Refusal && error.code === 'UNAUTHENTICATED') return null;
  throw error;
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
