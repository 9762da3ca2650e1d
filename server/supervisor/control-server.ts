/** The supervisor's own small server: loopback only, bearer token only. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTROL_PATHS, type ServerReport } from './contract.ts';

interface ControlParts {
  token: string;
  report(): ServerReport;
  stop(): void;
  restart(): void;
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

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve((server.address() as AddressInfo).port));
  });
}

function hasToken(req: IncomingMessage, token: string): boolean {
  const given = Buffer.from(req.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body));
}
