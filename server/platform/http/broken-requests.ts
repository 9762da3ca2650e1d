/** Requests that are no HTTP: headers too large, nonsense, a head that never ends. Node would answer them without a body. */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Clock, instant } from '../clock.ts';
import { type ErrorCode, errorCodes } from '../errors/contract.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const byNodeCode: Record<string, [ErrorCode, string]> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'The head of the request is larger than is accepted here.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'The request did not arrive in time.'],
};

/** Answers them in the envelope and closes the connection. */
export function answerBrokenRequests(http: Server, clock: Clock): void {
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // Somebody who is gone cannot be told anything.
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [code, message] = byNodeCode[error.code ?? ''] ?? ['VALIDATION_ERROR', 'This is not a valid HTTP request.'];
    socket.end(answerText(code, message, clock.now()));
  });
}

function answerText(code: ErrorCode, message: string, now: number): string {
  const meta = { timestamp: instant(now), version: 'v1' };
  const body = JSON.stringify({ status: 'error', data: null, meta, errors: [{ code, message }] });
  const { status } = errorCodes[code];
  return [
    `HTTP/1.1 ${status} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
