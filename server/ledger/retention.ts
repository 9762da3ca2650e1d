/**
 * Taking away what is old without breaking the chain: a signed beginning says from which entry on the ledger is kept and which hash
 * stood before it; only then may the database let go of what is older.
 */
import { type Clock, instant } from '../platform/clock.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { Entries } from './repository/entries.ts';
import { makeSeal, type SealKey } from './seals.ts';
import type { Verdict } from './contract.ts';
import type { Looking } from './verifying.ts';

export interface RetentionDeps {
  work: Work;
  clock: Clock;
  entries: Entries;
  key: SealKey;
  verify(looking: Looking): Promise<Verdict>;
}

export interface Removing {
  signal: AbortSignal;
  progress(fraction: number): Promise<void> | void;
  /** Runs a short transaction that removes at most so many. */
  slice(use: (tx: Tx, most: number) => Promise<number>): Promise<number>;
}

/** Answers how many entries went, and a warning when it removed nothing because the ledger is broken. */
export async function removeOlder(
  deps: RetentionDeps,
  before: string,
  removing: Removing,
): Promise<{ removed: number; warning: string | null }> {
  const { entries } = deps;
  const trouble = await begin(deps, before, removing);
  const start = (await entries.lastSeal('beginning'))?.entry_id ?? 1;
  const lowest = (await entries.lowest()) ?? start;
  let removed = 0;
  // Also what was left when the last time was broken off.
  while (lowest + removed < start) {
    const gone = await removing.slice((tx, most) => entries.removeBefore(tx, start, most));
    if (gone === 0) break;
    removed += gone;
    await removing.progress(Math.min(1, removed / (start - lowest)));
  }
  await removing.slice(async tx => {
    await entries.removeSealsBefore(tx, start);
    return 0;
  });
  return { removed, warning: trouble };
}

/** Moves the beginning to the first entry that is young enough; the last entry always stays. */
async function begin({ work, clock, entries, key, verify }: RetentionDeps, before: string, { signal }: Removing) {
  const first = (await entries.lastSeal('beginning'))?.entry_id ?? 1;
  const head = await entries.head();
  const keep = (await entries.firstSince(before)) ?? head.id;
  if (keep <= first) return null;
  // What is broken is evidence: nothing of it goes before somebody has seen it.
  const { trouble } = await verify({ signal, progress: () => {} });
  if (trouble) return `Nothing was removed from the ledger, for it is not intact. ${trouble.sentence}`;
  const hash = (await entries.hashOf(keep - 1)) ?? '';
  const said = { kind: 'beginning' as const, entry_id: keep, entry_hash: hash, removed: keep - 1 };
  await work.run(async ({ tx, record }) => {
    const at = instant(clock.now());
    await entries.addSeal(tx, makeSeal({ ...said, created_at: at }, key));
    const details = { removed: { from: first, to: keep - 1 }, older_than: before };
    await record({ userId: null, action: 'ledger.prune', resourceType: 'ledger', resourceId: null, details });
  });
  return null;
}
