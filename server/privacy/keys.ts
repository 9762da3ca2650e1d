/** A new key for what is stored sealed: everything is brought under it, then the old ones are retired. */
import { type Clock, instant, MINUTE } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import type { Resealing } from '../platform/crypto/resealing.ts';
import type { Work } from '../platform/db/work.ts';
import { Later } from '../platform/jobs/runner.ts';
import type { Keys } from './contract.ts';
import type { Requests } from './repository/requests.ts';

export interface KeysDeps {
  ring: Keyring;
  resealing: Resealing;
  work: Work;
  clock: Clock;
  requests: Pick<Requests, 'latestJob'>;
}

interface Making {
  signal: AbortSignal;
  progress(fraction: number, note?: string): Promise<void>;
}

/**
 * Every process takes the new key with the next text that it seals. What was sealed with the old one a moment before may still be
 * on its way into the database: so long the old key is kept at the least.
 */
const GRACE_MS = MINUTE;

export type KeysService = ReturnType<typeof createKeys>;

export function createKeys(deps: KeysDeps) {
  const { ring, resealing, work, requests } = deps;
  const read = async (): Promise<Keys> => ({
    ids: ring.ids(),
    changed_at: instant(ring.changedAt()),
    left: await resealing.left(ring.current().id),
    job_id: await requests.latestJob('privacy.reseal'),
  });
  const enqueue = (by: number | null, note: boolean) =>
    work.run(async unit => {
      const id = await unit.enqueue('privacy.reseal', {}, { uniqueKey: 'privacy.reseal' });
      if (note) await unit.record({ userId: by, action: 'keys.rotate', resourceType: 'keys', resourceId: null });
      return id;
    });
  return {
    read,
    /** While a rotation is under way, it goes on and no further key is made. */
    async rotate({ userId }: { userId: number | null }): Promise<Keys> {
      const fresh = ring.ids().length === 1;
      if (fresh) ring.add();
      await enqueue(userId, fresh);
      return read();
    },
    reseal: (making: Making) => reseal(deps, making),
  };
}

async function reseal({ ring, resealing, clock }: KeysDeps, { signal, progress }: Making): Promise<void> {
  const { id } = ring.current();
  await resealing.run(id, signal, (done, total) =>
    progress(total === 0 ? 0.9 : (done / total) * 0.9, `${done}/${total}`),
  );
  if (ring.ids().length === 1) return;
  const keptUntil = ring.changedAt() + GRACE_MS;
  // The clock of the file is the machine's, whatever the academy's clock says.
  if (clock.now() < keptUntil) throw new Later(instant(keptUntil), 'old key');
  const late = await resealing.run(id, signal, async () => {});
  if (late.done === 0) ring.keepCurrent();
  else throw new Later(instant(clock.now() + GRACE_MS), 'old key');
  await progress(1);
}
