/** Requests to an address that a person entered; every redirection is checked like the first address. */
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { type Reach, troubleWithUrl } from './address-rules.ts';
import { AddressRefused, guardedLookup, isRefused, type Resolve } from './guarded.ts';

export interface Outgoing {
  url: string;
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** Other machines only; this one too unless told. */
  reach?: Reach;
  /** Looks names up; the system unless told. */
  resolve?: Resolve;
}

const MOST_REDIRECTIONS = 3;
/** Silence after which a connection is given up, milliseconds. */
const SILENCE_MS = 20_000;

/** The answer, whatever its status; its body is for the caller to read or to destroy. Throws an Error in plain words. */
export async function fetchOutside(wish: Outgoing): Promise<IncomingMessage> {
  let { url } = wish;
  for (let count = 0; count <= MOST_REDIRECTIONS; count++) {
    const answer = await once({ ...wish, url });
    const { statusCode = 0 } = answer;
    const { location } = answer.headers;
    if (statusCode < 300 || statusCode > 399 || !location) return answer;
    answer.destroy();
    const next = new URL(location, url);
    if (url.startsWith('https:') && next.protocol === 'http:')
      throw new Error(`${new URL(url).host} sends from an encrypted address to one that is not.`);
    url = next.href;
  }
  throw new Error(`${new URL(wish.url).host} sends from one address to the next without end.`);
}

/** The whole body as text. Throws an Error in plain words when the status is not 200 or there are more bytes than `most`. */
export async function readOutside(wish: Outgoing, most: number): Promise<string> {
  const { host } = new URL(wish.url);
  const answer = await fetchOutside(wish);
  try {
    if (answer.statusCode !== 200) throw new Error(`${host} answered ${answer.statusCode}.`);
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of answer as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > most) throw new Error(`What ${host} answers is larger than it may be.`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  } finally {
    answer.destroy();
  }
}

function once(wish: Outgoing): Promise<IncomingMessage> {
  const { host } = URL.parse(wish.url) ?? { host: '' };
  return requestOutside(wish).catch((cause: unknown) => {
    if (wish.signal.aborted || cause instanceof AddressRefused) throw cause;
    throw new Error(inWords(host, cause as NodeJS.ErrnoException), { cause });
  });
}

interface Sent extends Outgoing {
  method?: 'GET' | 'POST';
  body?: Uint8Array;
}

/** One request, no redirection followed. Rejects with the system's error, or AddressRefused before anything is connected to. */
export function requestOutside(wish: Sent): Promise<IncomingMessage> {
  const { url, headers = {}, signal, method = 'GET', body, reach = 'anywhere', resolve: lookUp } = wish;
  const trouble = troubleWithUrl(url, reach);
  if (trouble) return Promise.reject(new AddressRefused(trouble));
  const { protocol, hostname, host } = new URL(url);
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && isRefused(bare, reach))
    return Promise.reject(new AddressRefused(`${bare} is an address of this machine itself.`));
  const send = protocol === 'https:' ? secureRequest : plainRequest;
  const lookup = guardedLookup(reach, lookUp);
  return new Promise((resolve, reject) => {
    const options = { method, headers, signal, lookup, timeout: SILENCE_MS, agent: false as const };
    const sent = send(url, options, resolve);
    sent.on('timeout', () => sent.destroy(new Error(`${host} does not answer.`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

function inWords(host: string, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} cannot be found. Is this machine connected to the internet?`;
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return `${host} cannot be reached.`;
    case 'ECONNRESET':
      return `The connection to ${host} was lost.`;
    default:
  }
  return /certificate|self.signed|ssl|tls/i.test(`${code} ${message}`)
    ? `The certificate of ${host} is not valid.`
    : message;
}
