/**
 * A lean HTTP/1.1 client over one kept-alive socket: the load generator shares two cores with the server, so it must cost little.
 * Understands answers with Content-Length and those without a body (204, 304); our server sends no others.
 */
import { connect, type Socket } from 'node:net';

export interface Reply {
  status: number;
  /** Bytes of the body. */
  length: number;
  body: Buffer;
}

export interface Client {
  send(method: string, path: string, body?: unknown): Promise<Reply>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

export function openClient(port: number, token: string | null, extraHeaders = ''): Client {
  let socket: Socket | null = null;
  let pending: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  let received: Buffer[] = [];
  let needed = -1;
  let have = 0;

  const fail = (error: Error) => {
    const waiting = pending;
    pending = null;
    socket?.destroy();
    socket = null;
    waiting?.reject(error);
  };
  const finish = (reply: Reply) => {
    const waiting = pending;
    pending = null;
    received = [];
    needed = -1;
    have = 0;
    waiting?.resolve(reply);
  };
  const take = (chunk: Buffer) => {
    received.push(chunk);
    have += chunk.length;
    if (needed >= 0 && have < needed) return;
    const all = received.length === 1 ? chunk : Buffer.concat(received);
    received = [all];
    const end = all.indexOf(HEAD_END);
    if (end < 0) return;
    const head = all.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    needed = end + 4 + length;
    if (have >= needed) finish({ status, length, body: all.subarray(end + 4, needed) });
  };
  const opened = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const made = connect({ port, host: '127.0.0.1', noDelay: true });
      made.once('connect', () => resolve(made));
      made.once('error', reject);
      made.on('error', fail);
      made.on('close', () => fail(new Error('connection closed')));
      made.on('data', take);
    });

  const auth = token ? `Authorization: Bearer ${token}\r\n` : '';
  return {
    async send(method, path, body) {
      socket ??= await opened();
      const text = body === undefined ? '' : JSON.stringify(body);
      const type = text ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n` : '';
      const connection = socket;
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
        connection.write(
          `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${auth}${type}${extraHeaders}\r\n${text}`,
        );
      });
    },
    close() {
      socket?.removeAllListeners('close');
      socket?.destroy();
      socket = null;
    },
  };
}
