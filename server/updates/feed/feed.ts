/** Asks the feed, and fetches packages from where it says. */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fetchOutside, readOutside } from '../../platform/net/outgoing.ts';
import { type TrustedKey, troubleWithSignature } from '../package/keys.ts';
import { PackageRefused } from '../package/refused.ts';
import { Feed, FeedEntry, rangeFrom, signedText } from './feed-rules.ts';

const MOST_BYTES = 8 * 1024 * 1024;

/** The entries that a trusted publisher signed; others are left out. Throws an Error in plain words when there is no feed. */
export async function readFeed(url: string, trusted: readonly TrustedKey[], signal: AbortSignal): Promise<FeedEntry[]> {
  const feed = Feed.safeParse(parsed(await readOutside({ url, signal }, MOST_BYTES)));
  if (!feed.success) throw new Error(`What ${new URL(url).host} answers is no list of Lyceum’s versions.`);
  return feed.data.versions.flatMap(item => {
    const entry = FeedEntry.safeParse(item);
    if (!entry.success || troubleWithSignature(signedText(entry.data), entry.data.signed, trusted)) return [];
    const address = URL.parse(entry.data.url, url);
    return address ? [{ ...entry.data, url: address.href }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Download {
  entry: FeedEntry;
  /** Where the bytes go; what an earlier try left there is gone on with. */
  path: string;
  signal: AbortSignal;
  /** Bytes that are there, of `entry.size`. */
  progress(bytes: number): Promise<void>;
}

/** All bytes are there when it answers. Throws an Error in plain words; what arrived stays for the next try. */
export async function download({ entry, path, signal, progress }: Download): Promise<void> {
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  if (there === entry.size) return;
  const range = there < entry.size ? rangeFrom(there) : null;
  const answer = await fetchOutside({ url: entry.url, signal, headers: range ? { range } : {} });
  const { host } = new URL(entry.url);
  const { statusCode } = answer;
  if (statusCode !== 200 && statusCode !== 206) {
    answer.destroy();
    throw new Error(`${host} answered ${statusCode}.`);
  }
  const goesOn = statusCode === 206 && answer.headers['content-range']?.startsWith(`bytes ${there}-`);
  let bytes = goesOn ? there : 0;
  await pipeline(
    answer,
    async function* count(pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > entry.size) throw new PackageRefused(`${host} sends more than the package has.`);
        await progress(bytes);
        yield piece;
      }
    },
    createWriteStream(path, { flags: goesOn ? 'a' : 'w', mode: 0o640 }),
    { signal },
  ).catch((cause: unknown) => {
    signal.throwIfAborted();
    const { code } = cause as NodeJS.ErrnoException;
    throw code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? lost(host, cause) : cause;
  });
  if (bytes < entry.size) throw lost(host);
}

const lost = (host: string, cause?: unknown) =>
  new Error(`The connection to ${host} was lost. Download again: it goes on where it stopped.`, { cause });
