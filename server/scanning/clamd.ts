/** clamd, asked by its own protocol: clamd(8), commands with the prefix `z` that end with NUL, one for each connection. */
import { createReadStream } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Place } from './place-rules.ts';
import { patienceFor, type ScannerVersion, type Verdict, verdictOf, versionOf } from './reply-rules.ts';

/** Milliseconds for an answer about itself. */
const SHORT_MS = 4000;
const LONGEST_REPLY = 4096;
/** INSTREAM tells the length of a piece in 32 bits; nothing larger is scanned anyway. */
const MOST_BYTES = 0xffff_ffff;

export interface Content {
  bytes: number;
  read(): AsyncIterable<Buffer>;
}

export const contentOfFile = (path: string, bytes: number): Content => ({
  bytes,
  // Whatever is written into the file meanwhile is not part of what was announced.
  read: () => createReadStream(path, { end: bytes - 1, highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>,
});

export const contentOfBytes = (body: Buffer): Content => ({
  bytes: body.length,
  read: () => Readable.from([body]) as AsyncIterable<Buffer>,
});

/** The version of the scanner and of its signatures. Throws when nothing answers that is a clamd. */
export async function askVersion(place: Place): Promise<ScannerVersion> {
  const version = versionOf(await converse(place, SHORT_MS, socket => void socket.write('zVERSION\0')));
  if (!version) throw new Error('What answers there is no ClamAV.');
  return version;
}

/** Has the content looked at. Throws when the scanner cannot be reached, is too slow or answers with no verdict. */
export async function scan(place: Place, content: Content, patience = patienceFor(content.bytes)): Promise<Verdict> {
  if (content.bytes === 0) return { kind: 'clean' };
  if (content.bytes > MOST_BYTES) return { kind: 'beyond' };
  try {
    return verdictOf(await converse(place, patience, socket => send(socket, content)));
  } catch (error) {
    // Where it hangs up because of the size, its answer may be lost with the connection.
    const { code } = error as NodeJS.ErrnoException;
    if ((code === 'EPIPE' || code === 'ECONNRESET') && (await isTooLarge(place, content.bytes)))
      return { kind: 'beyond' };
    throw error;
  }
}

/** As one piece of the whole length, so that clamd says at once when that is more than it takes. */
async function send(socket: Socket, { bytes, read }: Content): Promise<void> {
  socket.write(announcement(bytes));
  for await (const chunk of read()) {
    if (socket.destroyed || socket.readableEnded) return;
    if (!socket.write(chunk)) await flushed(socket);
  }
  if (!socket.destroyed) socket.write(length(0));
}

const announcement = (bytes: number) => Buffer.concat([Buffer.from('zINSTREAM\0'), length(bytes)]);

function length(bytes: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes);
  return head;
}

function flushed(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.once('drain', done).once('close', done);
  });
}

/** Announces so many bytes and sends none: only a scanner that would not take them answers. */
async function isTooLarge(place: Place, bytes: number): Promise<boolean> {
  const reply = await converse(place, SHORT_MS, socket => void socket.write(announcement(bytes))).catch(() => '');
  return /size limit exceeded/.test(reply);
}

/** One connection: what `speak` writes, and the answer up to its NUL or the end. */
function converse(place: Place, patience: number, speak: (socket: Socket) => Promise<void> | void): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(place);
    let reply = '';
    const end = (settle: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new Error('The scanner did not answer in time.'))), patience);
    const fail = (error: Error) => end(() => reject(error));
    socket.on('error', fail);
    socket.on('connect', () => void Promise.resolve(speak(socket)).catch(fail));
    socket.on('data', (chunk: Buffer) => {
      reply += chunk.toString('utf8');
      if (reply.length > LONGEST_REPLY) fail(new Error('The scanner answered at length.'));
      else if (reply.includes('\0')) end(() => resolve(reply.slice(0, reply.indexOf('\0'))));
    });
    socket.on('close', () => end(() => (reply === '' ? reject(hungUp()) : resolve(reply))));
  });
}

const hungUp = () => Object.assign(new Error('The scanner hung up without an answer.'), { code: 'ECONNRESET' });
