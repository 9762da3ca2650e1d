/**
 * HTTPS beside HTTP: the same application on a second port while there is a certificate. Certificates change without a restart and
 * without ending a connection; a port that cannot be had is tried again, and plain HTTP goes on meanwhile.
 */
import type { RequestListener, Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Clock } from '../clock.ts';
import type { Log } from '../logging/log.ts';
import { answerBrokenRequests } from './broken-requests.ts';
import { closeGently, listening } from './listening.ts';
import { TLS_SECURITY, type TlsKeys } from './tls-rules.ts';

/** A certificate with its key, and the names it is for. */
export interface ServerIdentity {
  names: readonly string[];
  options: TlsKeys;
}

/**
 * Certificates in use; none means no HTTPS. The first one is shown to whoever asks for a name that none has (RFC 6066 §3), and the
 * first one with an address to whoever asks for no name at all, as browsers do for an address.
 */
export interface Identities {
  read(): Promise<readonly ServerIdentity[]>;
  /** Calls the listener when they may have changed; answers how to stop. */
  watch(listener: () => void): () => void;
}

export interface SecureDoorParts {
  /** Its sockets are reached over HTTPS too. */
  http: HttpServer;
  handler: RequestListener;
  host: string;
  port: number;
  identities: Identities;
  clock: Clock;
  log: Log;
}

export interface SecureDoor {
  /** Opens as soon as there is a certificate; resolves after the first try. `onPort` learns each time where it listens. */
  open(onPort: (port: number) => void): Promise<void>;
  close(): Promise<void>;
}

const TRY_AGAIN_MS = 5000;

export function createSecureDoor(parts: SecureDoorParts): SecureDoor {
  const { http, log, clock, identities } = parts;
  let server: Server | null = null;
  let contexts: { names: readonly string[]; context: SecureContext }[] = [];
  const upgraded = new Set<Duplex>();
  let again: NodeJS.Timeout | undefined;
  let unwatch = () => {};
  let closing = false;
  let tellPort = (_port: number) => {};
  let work: Promise<void> = Promise.resolve();

  const contextFor = (name: string) =>
    contexts.find(({ names }) => names.some(given => isFor(given, name.toLowerCase())))?.context ??
    contexts[0]?.context;
  const start = async (nameless: ServerIdentity) => {
    const fresh = createServer({
      ...TLS_SECURITY,
      ...nameless.options,
      SNICallback: (name, answer) => answer(null, contextFor(name)),
    });
    fresh.on('request', parts.handler);
    // Socket.IO listens at the plain server; an upgrade is handed to it with its encrypted connection.
    fresh.on('upgrade', (req, socket: Duplex, head) => {
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      http.emit('upgrade', req, socket, head);
    });
    answerBrokenRequests(fresh, clock);
    try {
      const { port } = await listening(fresh, parts);
      server = fresh;
      tellPort(port);
      log.info({ port }, 'https open');
    } catch (err) {
      log.warn({ err, port: parts.port }, 'https port cannot be had');
      again = setTimeout(() => void plan(apply), TRY_AGAIN_MS);
    }
  };
  const apply = async () => {
    clearTimeout(again);
    if (closing) return;
    const now = await identities.read();
    const nameless = now.find(({ names }) => names.some(name => isIP(name) !== 0)) ?? now[0];
    try {
      contexts = now.map(({ names, options }) => ({
        names,
        context: createSecureContext({ ...TLS_SECURITY, ...options }),
      }));
    } catch (err) {
      // The certificate before goes on being used.
      log.error({ err }, 'a certificate cannot be used');
      return;
    }
    if (!nameless) return stop();
    if (server) server.setSecureContext({ ...TLS_SECURITY, ...nameless.options });
    else await start(nameless);
  };
  const stop = async () => {
    const old = server;
    server = null;
    // A socket never ends by itself; browsers connect again over HTTP.
    for (const socket of upgraded) socket.destroy();
    await closeGently(old);
  };
  const plan = (step: () => Promise<void>) => {
    work = work.then(step).catch((err: unknown) => log.error({ err }, 'https could not be changed'));
    return work;
  };
  return {
    async open(onPort) {
      tellPort = onPort;
      unwatch = identities.watch(() => void plan(apply));
      await plan(apply);
    },
    async close() {
      closing = true;
      unwatch();
      clearTimeout(again);
      await plan(stop);
    },
  };
}

function isFor(given: string, name: string): boolean {
  return given.startsWith('*.') ? name.slice(name.indexOf('.')) === given.slice(1) : given.toLowerCase() === name;
}
