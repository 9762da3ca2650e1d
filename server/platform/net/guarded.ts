/**
 * Connections to addresses that a person entered. The name is looked up once and the very address that was checked is connected
 * to, so that a name cannot change its mind in between; an address written as numbers is checked before it is connected to.
 */
import { lookup } from 'node:dns/promises';
import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent, type AgentOptions } from 'node:https';
import { isIP, type LookupFunction, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isForbiddenAddress, type Reach } from './address-rules.ts';

type Found = { address: string; family: number };
/** All addresses of a name, as `dns.lookup` answers them. */
export type Resolve = (name: string, options: object) => Promise<Found[]>;

const ask: Resolve = (name, options) => lookup(name, { ...options, all: true });

/** One that the address rules or, for `elsewhere`, this machine's own interfaces rule out. */
export function isRefused(address: string, reach: Reach): boolean {
  if (isForbiddenAddress(address, reach)) return true;
  return reach === 'elsewhere' && ownAddresses().has(address.replace(/^::ffff:/i, ''));
}

const ownAddresses = () =>
  new Set(Object.values(networkInterfaces()).flatMap(found => (found ?? []).map(({ address }) => address)));

/** Thrown instead of connecting. */
export class AddressRefused extends Error {}

const refusal = (name: string, address: string) =>
  new AddressRefused(
    name === address
      ? `${name} is an address that only a machine itself uses.`
      : `${name} leads to ${address}, an address that only a machine itself uses.`,
  );

/** For `net.connect`: looks the name up and hands on only addresses that may be tried. One bad address is enough to refuse. */
export function guardedLookup(reach: Reach, resolve: Resolve = ask): LookupFunction {
  return (name, options, done) => {
    resolve(name, options).then(
      found => {
        const bad = found.find(({ address }) => isRefused(address, reach));
        if (bad) return done(refusal(name, bad.address), '', 0);
        const [first] = found;
        if (options.all) return done(null, found);
        return done(null, first?.address ?? '', first?.family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, '', 0),
    );
  };
}

interface GuardedAgents {
  http: PlainAgent;
  https: SecureAgent;
}

/** For libraries that speak HTTP themselves. Redirections that they follow pass here too. */
export function guardedAgents(reach: Reach, options: AgentOptions = {}): GuardedAgents {
  const lookedUp = { ...options, lookup: guardedLookup(reach) };
  return { http: guard(new PlainAgent(lookedUp), reach), https: guard(new SecureAgent(lookedUp), reach) };
}

/** Node looks up names only, so numbers are checked here. */
function guard<A extends PlainAgent>(agent: A, reach: Reach): A {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const host = (options.host ?? '').replace(/^\[|\]$/g, '');
    if (isIP(host) === 0 || !isRefused(host, reach)) return connect(options, done);
    done?.(refusal(host, host), null as never);
    return undefined;
  };
  return agent;
}

/**
 * For libraries that speak a protocol of their own over a socket that they are handed: `connect(port, host)` looks the host up and
 * checks it first, and `connect(path)` leads to a program on this machine. A refusal comes as the socket's error.
 */
export function guardedSocket(reach: Reach, resolve: Resolve = ask): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  const guarded = (port: number | string, host?: string): Socket => {
    if (host === undefined) return connect(String(port));
    const name = host.replace(/^\[|\]$/g, '');
    if (isIP(name) !== 0 && isRefused(name, reach)) return socket.destroy(refusal(name, name));
    return connect({ port: Number(port), host: name, lookup: guardedLookup(reach, resolve) });
  };
  socket.connect = guarded as Socket['connect'];
  return socket;
}

/** A connection to this host and port. Rejects with AddressRefused, with the system's error, or with ETIMEDOUT after `patience` milliseconds. */
export function connectOutside(host: string, port: number, reach: Reach, patience: number): Promise<Socket> {
  const socket = guardedSocket(reach);
  return new Promise((resolve, reject) => {
    const late = () => socket.destroy(Object.assign(new Error(`${host} does not answer.`), { code: 'ETIMEDOUT' }));
    socket.setTimeout(patience, late);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0).off('timeout', late).off('error', reject);
      resolve(socket);
    });
    socket.connect(port, host);
  });
}
