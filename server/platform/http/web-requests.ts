/** For protocols that speak the web's own Request and Response: there and back. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { From } from './routes.ts';

export function asRequest(req: IncomingMessage, { origin }: From): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (value !== undefined) headers.set(name, String(value));
  const { method = 'GET' } = req;
  const body = method === 'PATCH' || method === 'POST' ? (Readable.toWeb(req) as ReadableStream<Uint8Array>) : null;
  const init = { method, headers, body, duplex: 'half' as const };
  return new Request(new URL(req.url ?? '/', origin), init);
}

export async function sendResponse(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status;
  response.headers.forEach((value, name) => res.setHeader(name, value));
  res.end(Buffer.from(await response.arrayBuffer()));
}
