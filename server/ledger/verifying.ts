/** Reads the ledger from its beginning, or from its last seal, and says whether it is as it was written. */
import { type Clock, instant, SECOND } from '../platform/clock.ts';
import type { Verdict } from './contract.ts';
import type { Entries } from './repository/entries.ts';
import { type Anchor, lookAt, type SealKey } from './seals.ts';
import {
  type ChainedEntry,
  createVerifier,
  type LookedAt,
  type Start,
  startOf,
  type Verifier,
} from './verifying-rules.ts';

export interface VerifyingDeps {
  entries: Entries;
  clock: Clock;
  key: SealKey;
  anchor: Pick<Anchor, 'read'>;
}

export interface Looking {
  signal: AbortSignal;
  /** 0 to 1, and which entry it is at. */
  progress(fraction: number, note: string): Promise<void> | void;
}

/** Rows that are held at a time. */
const BATCH = 1000;

/** Answers a verdict; throws only when it is cancelled or the database cannot be read. */
export async function verifyLedger(deps: VerifyingDeps, scope: Verdict['scope'], looking: Looking): Promise<Verdict> {
  const { entries, clock } = deps;
  const began = clock.now();
  for (;;) {
    const seals = await sealsOf(deps);
    const whole = startOf(seals);
    const start = scope === 'recent' ? await recentStart(entries, seals, whole) : whole;
    const verifier = createVerifier(start, seals);
    const trouble = await walk(entries, start, verifier, looking);
    // Retention may have moved the beginning meanwhile: what it removed is not missing.
    if (trouble && startOf(await sealsOf(deps)).first !== whole.first) continue;
    const { entries: count, last, sealed } = verifier.reached();
    return {
      at: instant(clock.now()),
      scope,
      ok: trouble === null,
      entries: count,
      seals: seals.length,
      first: count === 0 ? 0 : start.first,
      last: count === 0 ? 0 : last,
      sealed,
      seconds: Math.round(((clock.now() - began) / SECOND) * 10) / 10,
      trouble,
    };
  }
}

async function sealsOf({ entries, key, anchor }: VerifyingDeps): Promise<LookedAt[]> {
  const kept = anchor.read();
  return [...(await entries.seals()), ...(kept ? [kept] : [])].map(seal => lookAt(seal, key));
}

/** After the last seal that is ours and still says the hash of its entry; the whole ledger when there is none. */
async function recentStart(entries: Entries, seals: readonly LookedAt[], whole: Start): Promise<Start> {
  const last = seals
    .filter(({ kind, ours, entry_id }) => kind === 'checkpoint' && ours && entry_id >= whole.first)
    .toSorted((a, b) => a.entry_id - b.entry_id)
    .at(-1);
  if (!last || (await entries.hashOf(last.entry_id)) !== last.entry_hash) return whole;
  return { first: last.entry_id + 1, hash: last.entry_hash, whole: false };
}

async function walk(entries: Entries, start: Start, verifier: Verifier, { signal, progress }: Looking) {
  const { id: last } = await entries.head();
  const total = Math.max(1, last - start.first + 1);
  let held: ChainedEntry | undefined;
  for (let from = start.first; ; ) {
    signal.throwIfAborted();
    const batch = await entries.from(from, BATCH);
    for (const entry of batch) {
      const trouble = held && verifier.add(held, entry);
      if (trouble) return trouble;
      held = entry;
    }
    const reached = batch.at(-1);
    if (!reached || batch.length < BATCH) break;
    from = reached.id + 1;
    await progress(Math.min(1, (reached.id - start.first) / total), `${reached.id} / ${last}`);
    // Others in this process have their turn.
    await new Promise(resolve => setImmediate(resolve));
  }
  signal.throwIfAborted();
  const trouble = held && verifier.add(held, undefined);
  return trouble ?? verifier.end();
}
