/** What clamd answers, read: clamd(8), https://docs.clamav.net/manual/Usage/Scanning.html#clamd; pure. */

export type Verdict =
  | { kind: 'clean' }
  /** By the name that the scanner gives it. */
  | { kind: 'found'; name: string }
  /** It did not look at all of it, because it is larger or deeper than the scanner is set up for. */
  | { kind: 'beyond' };

/** What an INSTREAM was answered. Throws in words when it is no verdict. */
export function verdictOf(reply: string): Verdict {
  const text = reply.trim();
  if (text === 'stream: OK') return { kind: 'clean' };
  if (text.startsWith('INSTREAM size limit exceeded')) return { kind: 'beyond' };
  const name = /^stream: (.+) FOUND$/.exec(text)?.[1];
  if (!name) throw new Error(`The scanner answered “${text.slice(0, 120)}”.`);
  // With AlertExceedsMax, limits of its own are told as if they were finds.
  if (name.startsWith('Heuristics.Limits.Exceeded')) return { kind: 'beyond' };
  return { kind: 'found', name: nameShown(name) };
}

/** A name that can stand in a sentence: the scanner's signatures are files of somebody else. */
const nameShown = (name: string): string =>
  name
    .replace(/[^\w.:/+-]/g, '')
    .replace(/\.UNOFFICIAL$/, '')
    .slice(0, 100);

export interface ScannerVersion {
  version: string;
  /** Milliseconds since 1970; null where it does not say. */
  signaturesAt: number | null;
}

/** `ClamAV 1.4.6/27812/Fri Nov 20 09:12:31 2026`, or without signatures of the project `ClamAV 1.4.6`; null when it is no ClamAV. */
export function versionOf(reply: string): ScannerVersion | null {
  const [, version, date] = /^ClamAV ([\w.+-]{1,40})(?:\/\d+\/([^|/]+))?\s*$/.exec(reply.trim()) ?? [];
  if (!version) return null;
  const at = date ? Date.parse(`${date.trim()} UTC`) : Number.NaN;
  return { version, signaturesAt: Number.isFinite(at) ? at : null };
}

/** Milliseconds after which a scanner counts as not answering: it may look for a while at what is large. */
export const patienceFor = (bytes: number): number => Math.min(600_000, 20_000 + bytes / 4000);
