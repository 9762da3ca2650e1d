/** News from the server: what changed, by ids. Loaded after the first paint; a lost connection is made again by itself. */
import { useEffect, useState } from 'react';
import type { Socket } from 'socket.io-client';
import type { MessageName, Messages } from '../../server/platform/realtime/contract.ts';
import { bridge } from './bridge.ts';
import { credentials } from './credentials.ts';

type Handler<N extends MessageName> = (data: Messages[N]) => void;

let connection: Promise<Socket> | null = null;
/** Kept apart from the connection: a screen may listen before it is there, and goes on listening to the next one. */
const handlers = new Map<string, Set<(data: unknown) => void>>();
let place: string | null = null;
let connected = true;
const watchers = new Set<(connected: boolean) => void>();

/** Connects when somebody is signed in; calling again does nothing. */
export function connectSocket(): void {
  connection ??= open();
}

export function disconnectSocket(): void {
  void connection?.then(socket => socket.disconnect());
  connection = null;
}

async function open(): Promise<Socket> {
  const { io } = await import('socket.io-client');
  const address = (await bridge?.socketAddress()) ?? window.location.origin;
  const socket = io(address, {
    path: '/socket',
    transports: ['websocket'],
    reconnectionDelayMax: 10_000,
    auth: answer => {
      void credentials.freshen().then(() => answer(credentials.token() ? { token: credentials.token() } : {}));
    },
  });
  socket.on('connect', () => {
    setConnected(true);
    socket.emit('place', place);
  });
  socket.on('connect_error', ({ message }) => {
    // The session ended while there was no connection: it is not tried again by itself, and is no matter of the connection any more.
    if (message !== 'UNAUTHENTICATED') return;
    setConnected(true);
    hand('session.ended', {});
  });
  socket.on('disconnect', reason => setConnected(reason === 'io client disconnect'));
  socket.onAny(hand);
  return socket;
}

function hand(name: string, data: unknown): void {
  for (const handler of handlers.get(name) ?? []) handler(data);
}

function setConnected(now: boolean): void {
  if (now === connected) return;
  connected = now;
  for (const watcher of watchers) watcher(now);
}

/** Listens for a message as long as the component is there. */
export function useMessage<N extends MessageName>(name: N, handler: Handler<N>): void {
  useEffect(() => {
    const listen = handler as (data: unknown) => void;
    const listening = handlers.get(name) ?? new Set();
    handlers.set(name, listening.add(listen));
    return () => {
      listening.delete(listen);
    };
  }, [name, handler]);
}

/** Tells the console what this page is called, for "who is on now". */
export function usePlace(name: string | null): void {
  useEffect(() => {
    place = name;
    void connection?.then(socket => socket.emit('place', name));
  }, [name]);
}

/** False while a connection that was there is lost. Calls `onReturn` when it is back, to fetch what was missed. */
export function useConnected(onReturn?: () => void): boolean {
  const [now, setNow] = useState(connected);
  useEffect(() => {
    const watch = (value: boolean) => {
      setNow(value);
      if (value) onReturn?.();
    };
    watchers.add(watch);
    return () => {
      watchers.delete(watch);
    };
  }, [onReturn]);
  return now;
}
