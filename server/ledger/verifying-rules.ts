/**
 * Finding the first broken entry, entry by entry, with nothing kept but the one before. A change breaks the hash of its entry; who
 * computes all later hashes anew does not fit the seals.
 */
import { chained, type Entry, NOTHING_BEFORE } from '../platform/db/act-rules.ts';
import type { Trouble, TroubleKind } from './contract.ts';

export interface ChainedEntry extends Entry {
  hash: string;
}

/** A seal whose signature has been looked at. */
export interface LookedAt {
  kind: 'checkpoint' | 'beginning';
  entry_id: number;
  entry_hash: string;
  created_at: string;
  /** The signature is ours. */
  ours: boolean;
}

export interface Start {
  /** Number of the first entry that there must be. */
  first: number;
  /** Hash of the one before it. */
  hash: string;
  /** Nothing that is kept lies before it. */
  whole: boolean;
}

/** Where the ledger begins: after what retention removed, or with its first entry of all. */
export function startOf(seals: readonly LookedAt[]): Start {
  const begins = seals.filter(({ kind }) => kind === 'beginning').toSorted((a, b) => a.entry_id - b.entry_id);
  const last = begins.at(-1);
  return { first: last?.entry_id ?? 1, hash: last?.entry_hash ?? NOTHING_BEFORE, whole: true };
}

export interface Verifier {
  /** In order of their numbers, `next` being the one after it. Answers the first trouble; then it is over. */
  add(entry: ChainedEntry, next: ChainedEntry | undefined): Trouble | null;
  /** After the last one. */
  end(): Trouble | null;
  /** How far it is. */
  reached(): { entries: number; last: number; sealed: number };
}

/** `seals` in any order. `start` says where to begin. */
export function createVerifier(start: Start, seals: readonly LookedAt[]): Verifier {
  const waiting = seals.filter(seal => seal.kind === 'checkpoint' || seal.entry_id === start.first);
  const byEntry = Map.groupBy(
    waiting.filter(({ entry_id }) => entry_id >= start.first),
    ({ entry_id }) => entry_id,
  );
  let [expected, hash, sealed, entries] = [start.first, start.hash, 0, 0];
  const trouble = (kind: TroubleKind, entry: number, until = entry, when = ''): Trouble => ({
    kind,
    entry,
    until,
    sentence: SENTENCES[kind](entry, until, when),
  });
  const sealTrouble = (id: number, found: string): Trouble | null => {
    for (const seal of byEntry.get(id) ?? []) {
      if (!seal.ours) return trouble('seal-not-ours', id, id, seal.created_at);
      if (seal.kind === 'beginning') continue;
      if (seal.entry_hash !== found)
        return trouble('rewritten', Math.max(start.first, sealed + 1), id, seal.created_at);
      sealed = id;
    }
    return null;
  };
  return {
    add(entry, next) {
      if (entry.id > expected) {
        const kind = expected === start.first && start.whole ? 'start-missing' : 'missing';
        return trouble(kind, expected, entry.id - 1);
      }
      if (chained(hash, entry) !== entry.hash) return trouble(kindOf(hash, entry, next), entry.id);
      const wrong = sealTrouble(entry.id, entry.hash);
      if (wrong) return wrong;
      expected = entry.id + 1;
      hash = entry.hash;
      entries++;
      return null;
    },
    end() {
      const beyond = [...byEntry.keys()].filter(id => id >= expected).toSorted((a, b) => b - a)[0];
      if (beyond === undefined) return null;
      const [seal] = byEntry.get(beyond) ?? [];
      if (seal && !seal.ours) return trouble('seal-not-ours', beyond, beyond, seal.created_at);
      return trouble('end-missing', expected, beyond, seal?.created_at);
    },
    reached: () => ({ entries, last: expected - 1, sealed }),
  };
}

/** What happened to an entry that does not follow from the one before, as far as the one after it tells. */
function kindOf(before: string, entry: ChainedEntry, next: ChainedEntry | undefined): TroubleKind {
  if (entry.hash === '') return 'unchained';
  if (!next) return 'changed';
  const { id } = entry;
  if (chained(before, { ...next, id }) === next.hash)
    return chained(next.hash, { ...entry, id: id + 1 }) === entry.hash ? 'reordered' : 'inserted';
  return chained(entry.hash, { ...next, id: next.id + 1 }) === next.hash ? 'missing' : 'changed';
}

const SENTENCES: Record<TroubleKind, (entry: number, until: number, when: string) => string> = {
  changed: entry => `Entry ${entry} was changed after it was written, or the one before it together with its hash.`,
  missing: (entry, until) =>
    entry === until ? `Entry ${entry} is missing.` : `The entries ${entry} to ${until} are missing.`,
  inserted: entry => `Entry ${entry} was put in afterwards.`,
  reordered: entry => `The entries ${entry} and ${entry + 1} have changed places.`,
  unchained: entry => `Entry ${entry} was written beside the academy: it has no hash.`,
  'start-missing': (entry, until) =>
    `The beginning is cut off: the entries ${entry} to ${until} are missing, and no signed note says that they were removed.`,
  'end-missing': (entry, until, when) =>
    `The end is cut off: the entries ${entry} to ${until} are missing. They were there when the ledger was sealed on ${when}.`,
  rewritten: (entry, until, when) =>
    `Something between the entries ${entry} and ${until} was changed and all hashes after it were made anew: the seal of ${when} says otherwise.`,
  'seal-not-ours': (entry, _until, when) =>
    `The seal of ${when} on entry ${entry} does not bear this academy’s signature.`,
};
