/** A client that speaks TLS to a server of the loopback address and looks at what it is shown. */
import { request } from 'node:https';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';

/** Connects and shakes hands; rejects with the reason of OpenSSL or of the check of the name. */
export function shakeHands(port: number, options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ...options });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

export interface SecureAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface SecureRequest {
  port: number;
  path: string;
  ca: string;
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** Own address to connect from. */
  localAddress?: string;
}

/** Whoever says nothing for so long is as good as gone. */
const ANSWER_MS = 5000;

/** One request over HTTPS, to `lyceum.local` as far as certificate and Host are concerned. */
export function askSecurely({ port, path, ca, method = 'GET', headers = {}, body, localAddress }: SecureRequest) {
  return new Promise<SecureAnswer>((resolve, reject) => {
    const req = request(
      {
        host: '127.0.0.1',
        servername: 'lyceum.local',
        port,
        path,
        method,
        ca,
        agent: false,
        ...(localAddress ? { localAddress } : {}),
        headers: { host: `lyceum.local:${port}`, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      },
      res => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', piece => (text += piece));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }));
      },
    );
    req.once('error', reject);
    req.setTimeout(ANSWER_MS, () => req.destroy(new Error(`No answer within ${ANSWER_MS} ms.`)));
    req.end(body ? JSON.stringify(body) : undefined);
  });
}
