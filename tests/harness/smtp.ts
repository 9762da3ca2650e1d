/** A real mail server for tests: takes messages, or behaves as badly as it is told. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenMessage {
  from: string;
  to: string[];
  /** The whole message as it arrived. */
  raw: string;
}

export interface MailServer {
  port: number;
  messages: TakenMessage[];
  connections(): number;
  stop(): Promise<void>;
}

/** An SMTP reply as an error for smtp-server. */
export const reply = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

export interface Behaviour {
  /** Asks for this user and password. */
  login?: { user: string; pass: string };
  /** Offers STARTTLS, or speaks TLS from the start with `secure`; the certificate is one that nobody vouches for. */
  tls?: boolean;
  secure?: boolean;
  onSender?: (address: string) => Error | null;
  onRecipient?: (address: string) => Error | null;
  /** After the whole message came in; a refusal, or null. May take its time. */
  onMessage?: (message: TakenMessage) => Promise<Error | null> | Error | null;
  port?: number;
}

export async function startMailServer(behaviour: Behaviour = {}): Promise<MailServer> {
  const messages: TakenMessage[] = [];
  let connections = 0;
  const server = new SMTPServer({
    ...optionsOf(behaviour),
    onConnect: (_session, done) => {
      connections++;
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const message = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        };
        void Promise.resolve(behaviour.onMessage?.(message) ?? null).then(refusal => {
          if (!refusal) messages.push(message);
          done(refusal);
        });
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>(resolve => server.listen(behaviour.port ?? 0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    messages,
    connections: () => connections,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
}

function optionsOf({ login, tls, secure, onSender, onRecipient }: Behaviour): SMTPServerOptions {
  return {
    logger: false,
    secure: secure ?? false,
    authOptional: !login,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: [...(tls && !secure ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    closeTimeout: 200,
    onAuth: ({ username, password }, _session, done) =>
      username === login?.user && password === login?.pass
        ? done(null, { user: username ?? '' })
        : done(reply(535, 'Username and password not accepted')),
    onMailFrom: ({ address }, _session, done) => done(onSender?.(address) ?? null),
    onRcptTo: ({ address }, _session, done) => done(onRecipient?.(address) ?? null),
  };
}

/** Something that listens like a mail server and hangs up, or says nothing, as soon as `when` is said. */
export async function startRudeServer(act: (socket: Socket, heard: string) => void): Promise<MailServer> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer(socket => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    act(socket, '');
    socket.on('data', data => act(socket, data.toString()));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    messages: [],
    connections: () => connections,
    stop: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
