/** The supervisor's own small server: loopback only, bearer token only. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECURITY_HEADERS } from '../platform/http/security-headers.ts';
import { type Appliance, CONTROL_PATHS, OperationRequest, type ServerReport } from './contract.ts';

interface ControlParts {
  token: string;
  report(): ServerReport;
  stop(): void;
  restart(): void;
  appliance: Appliance;
}

export interface ControlServer {
  port: number;
  /** Sends the report to everybody who listens. */
  tell(): void;
  close(): void;
}

export async function openControlServer(parts: ControlParts): Promise<ControlServer> {
  const listeners = new Set<ServerResponse>();
  const frame = () => `data: ${JSON.stringify(parts.report())}\n\n`;
  const listen = (res: ServerResponse) => {
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    res.write(frame());
    listeners.add(res);
    res.on('close', () => listeners.delete(res));
  };
  const server = createServer((req, res) => {
    // A page in a browser has no business here, whatever name it reached this port by (DNS rebinding).
    if (req.headers.origin !== undefined || !isOwnHost(req.headers.host))
      return answer(res, 403, { error: 'This is not for browsers.' });
    if (!hasToken(req, parts.token)) return answer(res, 401, { error: 'This needs the token of the control file.' });
    switch (`${req.method} ${req.url}`) {
      case CONTROL_PATHS.state:
        return answer(res, 200, parts.report());
      case CONTROL_PATHS.events:
        return listen(res);
      case CONTROL_PATHS.stop:
        answer(res, 202, {});
        return parts.stop();
      case CONTROL_PATHS.restart:
        answer(res, 202, {});
        return parts.restart();
      case CONTROL_PATHS.operate:
        return void operate(req, res, parts.appliance);
      case CONTROL_PATHS.cancel:
        return void outcome(res, parts.appliance.cancel());
      default:
        return answer(res, 404, { error: 'There is no such request.' });
    }
  });
  return {
    port: await listening(server),
    tell() {
      if (listeners.size === 0) return;
      const text = frame();
      for (const res of listeners) res.write(text);
    },
    close() {
      for (const res of listeners) res.end();
      server.close();
      server.closeIdleConnections();
    },
  };
}

/** Larger than any plan with its key file, smaller than any mischief. */
const BODY_LIMIT = 512 * 1024;

async function operate(req: IncomingMessage, res: ServerResponse, appliance: Appliance): Promise<void> {
  let text = '';
  for await (const piece of req.setEncoding('utf8')) {
    text += piece as string;
    if (text.length > BODY_LIMIT) return answer(res, 413, { error: 'The plan is too large.' });
  }
  let request: OperationRequest;
  try {
    request = OperationRequest.parse(JSON.parse(text));
  } catch {
    return answer(res, 400, { error: 'This is no plan of an operation.' });
  }
  await outcome(res, appliance.operate(request));
}

function outcome(res: ServerResponse, done: Promise<unknown>): Promise<void> {
  return done.then(
    value => answer(res, 202, value ?? {}),
    (error: unknown) => answer(res, 409, { error: (error as Error).message }),
  );
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve((server.address() as AddressInfo).port));
  });
}

const isOwnHost = (host: string | undefined) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');

function hasToken(req: IncomingMessage, token: string): boolean {
  const given = Buffer.from(req.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { ...SECURITY_HEADERS, 'Cache-Control': 'no-store', 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body));
}
