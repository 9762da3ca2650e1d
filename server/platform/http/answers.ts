/** Writing answers: the JSON envelope, errors, files with byte ranges. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Clock, instant } from '../clock.ts';
import { errorCodes } from '../errors/contract.ts';
import { type Refusal, refuse } from '../errors/refusal.ts';
import type { Pagination } from './contract.ts';
import { fileHeaders } from './file-safety.ts';
import type { Bytes } from './routes.ts';

const zip = promisify(gzip);
/** Smaller answers fit one packet anyway. */
const WORTH_ZIPPING = 4096;

interface Success {
  data: unknown;
  status: number;
  pagination: Pagination | undefined;
}

export async function sendData(
  req: IncomingMessage,
  res: ServerResponse,
  clock: Clock,
  success: Success,
): Promise<void> {
  const data = JSON.stringify(success.data ?? null);
  if (isKnown(req, res, tagOf(data, success.pagination))) return;
  const pagination = success.pagination ? `,"pagination":${JSON.stringify(success.pagination)}` : '';
  const meta = `{"timestamp":"${instant(clock.now())}","version":"v1"${pagination}}`;
  await sendJson(req, res, success.status, `{"status":"success","data":${data},"meta":${meta}}`);
}

/** JSON outside the envelope: the description of the API itself. */
export async function sendDocument(req: IncomingMessage, res: ServerResponse, text: string): Promise<void> {
  if (!isKnown(req, res, tagOf(text, undefined))) await sendJson(req, res, 200, text);
}

/** Tags the answer to a read; true when the caller has it already, and was told so. */
function isKnown(req: IncomingMessage, res: ServerResponse, etag: string): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  res.setHeader('ETag', etag);
  if (req.headers['if-none-match'] !== etag) return false;
  res.statusCode = 304;
  res.end();
  return true;
}

function tagOf(data: string, pagination: Pagination | undefined): string {
  return `W/"${createHash('sha1')
    .update(data)
    .update(pagination ? String(pagination.total) : '')
    .digest('base64url')}"`;
}

export async function sendRefusal(
  req: IncomingMessage,
  res: ServerResponse,
  clock: Clock,
  refusal: Refusal,
): Promise<void> {
  if (refusal.retryAfter !== undefined) res.setHeader('Retry-After', Math.ceil(refusal.retryAfter));
  const meta = { timestamp: instant(clock.now()), version: 'v1' };
  const body = JSON.stringify({ status: 'error', data: null, meta, errors: refusal.details });
  await sendJson(req, res, errorCodes[refusal.code].status, body);
}

async function sendJson(req: IncomingMessage, res: ServerResponse, status: number, text: string): Promise<void> {
  res.statusCode = status;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (text.length < WORTH_ZIPPING || !String(req.headers['accept-encoding']).includes('gzip')) {
    res.setHeader('Content-Length', Buffer.byteLength(text));
    res.end(text);
    return;
  }
  const zipped = await zip(text, { level: 4 });
  res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Vary', 'Accept-Encoding');
  res.setHeader('Content-Length', zipped.length);
  res.end(zipped);
}

/** Sends a file, or the part of it that a Range header asks for (RFC 9110 §14, one range). */
export async function sendBytes(req: IncomingMessage, res: ServerResponse, bytes: Bytes): Promise<void> {
  const size = bytes.body instanceof Uint8Array ? bytes.body.length : await sizeOf(bytes.body.path);
  for (const [name, value] of Object.entries(fileHeaders(bytes))) res.setHeader(name, value);
  res.setHeader('Cache-Control', bytes.cache);
  res.setHeader('Accept-Ranges', 'bytes');
  if (bytes.etag && isKnown(req, res, bytes.etag)) return;
  const range = requestedRange(req, size, bytes.etag);
  if (range === 'unsatisfiable') {
    res.statusCode = 416;
    res.setHeader('Content-Range', `bytes */${size}`);
    res.end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  res.statusCode = range ? 206 : 200;
  if (range) res.setHeader('Content-Range', `bytes ${start}-${end}/${size}`);
  res.setHeader('Content-Length', end - start + 1);
  await sendPart(req, res, bytes.body, start, end);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    refuse('NOT_FOUND', 'The file is no longer on the disk.', { cause });
  }
}

async function sendPart(
  req: IncomingMessage,
  res: ServerResponse,
  body: Bytes['body'],
  start: number,
  end: number,
): Promise<void> {
  if (req.method === 'HEAD' || end < start) {
    res.end();
    return;
  }
  if (body instanceof Uint8Array) {
    res.end(body.subarray(start, end + 1));
    return;
  }
  // A reader that goes away in mid-stream (seeking in a video) is normal.
  await pipeline(createReadStream(body.path, { start, end, highWaterMark: 256 * 1024 }), res).catch(() =>
    res.destroy(),
  );
}

export function requestedRange(
  req: Pick<IncomingMessage, 'headers'>,
  size: number,
  etag: string | undefined,
): { start: number; end: number } | 'unsatisfiable' | null {
  const header = req.headers.range;
  const condition = req.headers['if-range'];
  if (!header || (condition && condition !== etag)) return null;
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1], match[2]];
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || start > end ? 'unsatisfiable' : { start, end };
}
