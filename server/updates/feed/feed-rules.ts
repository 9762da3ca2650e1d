/**
 * The feed: a JSON file that lists versions. Each entry is signed by the publisher like a package is, so that whoever serves the
 * feed can withhold versions, but neither invent one nor change what is said of it. The address of the package is not signed:
 * a mirror inside a network may say its own.
 */
import { z } from 'zod';
import { VERSION } from '../../platform/programs/version-rules.ts';
import { Notes, Signature } from '../package/contract.ts';
import { LIMITS } from '../package/manifest-rules.ts';

export const FeedEntry = z.object({
  version: z.string().regex(VERSION),
  from: z.string().regex(VERSION),
  platform: z.enum(['linux', 'win32', 'darwin', 'any']),
  arch: z.enum(['x64', 'arm64', 'any']),
  released_at: z.string().max(40),
  notes: Notes,
  /** Bytes of the package. */
  size: z.number().int().positive().max(LIMITS.totalBytes),
  /** Of the whole package, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the package; may be relative to the feed. */
  url: z.string().min(1).max(2000),
  signed: Signature,
});
export type FeedEntry = z.output<typeof FeedEntry>;

/** Entries are looked at one by one: one that a later format writes differently must not hide the others. */
export const Feed = z.object({
  format: z.literal(1),
  product: z.literal('lyceum'),
  versions: z.array(z.unknown()).max(1000),
});

/** What the signature of an entry covers: a JSON list in this very order. */
export function signedText(entry: Omit<FeedEntry, 'signed' | 'url'>): Buffer {
  const { version, from, platform, arch, released_at, notes, size, sha256 } = entry;
  return Buffer.from(
    JSON.stringify([
      'lyceum-feed-1',
      version,
      from,
      platform,
      arch,
      released_at,
      notes.en,
      notes.es ?? '',
      size,
      sha256,
    ]),
  );
}

/** `range` of a request that goes on where a download was cut off; null to begin at the start. */
export const rangeFrom = (bytes: number): string | null => (bytes > 0 ? `bytes=${bytes}-` : null);
