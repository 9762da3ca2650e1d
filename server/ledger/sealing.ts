/** Sealing: every few minutes the last entry is signed, if the ledger is intact since the seal before. */
import { type Clock, instant, MINUTE } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import type { Seal, Verdict } from './contract.ts';
import type { Entries } from './repository/entries.ts';
import { type Anchor, makeSeal, type SealKey } from './seals.ts';

export interface SealingDeps {
  work: Work;
  clock: Clock;
  entries: Entries;
  key: SealKey;
  anchor: Anchor;
  verifyRecent(signal: AbortSignal): Promise<Verdict>;
}

/** Answers the new seal; null when nothing was written since, the last one is young enough, or the ledger is broken. */
export async function sealLedger(deps: SealingDeps, minutes: number, signal: AbortSignal): Promise<Seal | null> {
  const { work, clock, entries, key, anchor } = deps;
  const [head, last] = [await entries.head(), await entries.lastSeal('checkpoint')];
  if (head.id === 0) return null;
  if (last && last.entry_id >= head.id) {
    // After a restore the last seal is one of the backup.
    if (last.entry_id === head.id && anchor.read() === null) anchor.write(last);
    return null;
  }
  if (last && clock.now() - Date.parse(last.created_at) < minutes * MINUTE) return null;
  // What is broken must not be given a fresh signature.
  const { ok, last: reached } = await deps.verifyRecent(signal);
  if (!ok) return null;
  const hash = await entries.hashOf(reached);
  if (hash === null) return null;
  const said = { kind: 'checkpoint' as const, entry_id: reached, entry_hash: hash, removed: 0 };
  const seal = makeSeal({ ...said, created_at: instant(clock.now()) }, key);
  await work.run(({ tx }) => entries.addSeal(tx, seal));
  anchor.write(seal);
  return seal;
}
