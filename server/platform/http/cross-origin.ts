/**
 * Pages of other sites that may use the API with a bearer token (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). They
 * never get cookies, neither sent nor set: who is signed in here in a browser is not signed in there.
 */
import type { NextFunction, Request, Response } from 'express';

export interface Origins {
  /** Exactly this origin was allowed by the administrator. */
  has(origin: string): boolean;
}

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const SENT = [
  'Authorization',
  'Content-Type',
  'If-None-Match',
  'Range',
  'X-Request-Id',
  'Tus-Resumable',
  'Upload-Length',
  'Upload-Metadata',
  'Upload-Offset',
].join(', ');
const SHOWN = [
  'Content-Disposition',
  'Content-Range',
  'ETag',
  'Location',
  'Retry-After',
  'Tus-Resumable',
  'Upload-Length',
  'Upload-Offset',
  'X-Request-Id',
].join(', ');
/** Browsers ask again after this long, seconds. */
const REMEMBERED = 600;

/** For the API: names the origin in the answer when it is allowed, and answers the browser's question before a request. */
export function admitOrigins(origins: Origins) {
  return (req: Request, res: Response, next: NextFunction) => {
    const { origin } = req.headers;
    res.vary('Origin');
    const asks = req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
    if (origin === undefined || !origins.has(origin)) return next();
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (!asks) {
      res.setHeader('Access-Control-Expose-Headers', SHOWN);
      return next();
    }
    res.setHeader('Access-Control-Allow-Methods', METHODS);
    res.setHeader('Access-Control-Allow-Headers', SENT);
    res.setHeader('Access-Control-Max-Age', REMEMBERED);
    res.status(204).end();
  };
}
