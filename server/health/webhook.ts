/** Posts JSON to an address that an administrator entered, signed so that the receiver knows from whom it is. */
import { createHmac } from 'node:crypto';
import { SECOND } from '../platform/clock.ts';
import type { Reach } from '../platform/net/address-rules.ts';
import { AddressRefused } from '../platform/net/guarded.ts';
import { requestOutside } from '../platform/net/outgoing.ts';

const PATIENCE_MS = 10 * SECOND;

export interface Posting {
  url: string;
  /** Empty: the message is not signed. */
  secret: string;
  /** JSON. */
  body: string;
  /** Milliseconds since 1970; part of what is signed, so that an old message cannot be sent again. */
  at: number;
}

/** `t=<seconds>,v1=<hex HMAC-SHA-256 of "<seconds>.<body>">`, as the header X-Lyceum-Signature carries it. */
export function signatureOf({ secret, body, at }: Omit<Posting, 'url'>): string {
  const seconds = Math.floor(at / SECOND);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/**
 * Resolves when the receiver took the message (status 2xx). Rejects with an Error in plain words. Redirections are not followed, the
 * answer is not read, and this computer itself is never posted to.
 */
export async function post(posting: Posting, reach: Reach = 'elsewhere'): Promise<void> {
  const { url } = posting;
  const { host } = new URL(url);
  const body = Buffer.from(posting.body);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'user-agent': 'Lyceum',
    ...(posting.secret ? { 'x-lyceum-signature': signatureOf(posting) } : {}),
  };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await requestOutside({ url, method: 'POST', headers, body, signal, reach }).catch((error: unknown) => {
    throw inWords(error as Error, host);
  });
  const status = answer.statusCode ?? 0;
  answer.destroy();
  if (status < 200 || status > 299) throw new Error(`${host} answered with the status ${status}`);
}

function inWords(error: Error, host: string): Error {
  const { code, name } = error as NodeJS.ErrnoException;
  if (error instanceof AddressRefused)
    return new Error(`${host} is this computer itself or its own link; nothing is sent there`, { cause: error });
  if (name === 'TimeoutError' || name === 'AbortError')
    return new Error(`${host} did not answer within ${PATIENCE_MS / SECOND} seconds`, { cause: error });
  if (code === 'ECONNREFUSED') return new Error(`nothing answers at ${host}`, { cause: error });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Error(`there is no computer of the name ${host} in reach`, { cause: error });
  return error;
}
