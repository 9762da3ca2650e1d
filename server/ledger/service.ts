/** The ledger for people: how it stands, what is in it, whether it is intact. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Data, Page } from '../platform/http/contract.ts';
import type { Bytes } from '../platform/http/routes.ts';
import type { Settings, SettingsGroup } from '../platform/settings/settings.ts';
import { type LedgerEntry, type LedgerFilter, LedgerSettings, type ledgerEndpoints, type Verdict } from './contract.ts';
import { type ExportingDeps, exported, exportToFile, type Format } from './exporting.ts';
import type { Verdicts } from './repository/verdicts.ts';
import { removeOlder, type Removing } from './retention.ts';
import { sealLedger } from './sealing.ts';
import { keyIdOf } from './seals.ts';
import { type Looking, verifyLedger, type VerifyingDeps } from './verifying.ts';
import type { Anchor, SealKey } from './seals.ts';

export interface LedgerDeps extends VerifyingDeps, ExportingDeps {
  work: Work;
  clock: Clock;
  settings: Settings;
  verdicts: Verdicts;
  key: SealKey;
  anchor: Anchor;
}

interface By {
  userId: number | null;
}

export const LEDGER: SettingsGroup<LedgerSettings> = { name: 'ledger', schema: LedgerSettings, secrets: [] };

const ABOUT = { resourceType: 'ledger', resourceId: null };
const VERIFY_ONCE = { uniqueKey: 'ledger.verify', maxAttempts: 1 };

export type LedgerService = ReturnType<typeof createLedgerService>;

export function createLedgerService(deps: LedgerDeps) {
  const { work, clock, settings, entries, search, verdicts } = deps;
  const read = () => settings.read(LEDGER);
  const verify = (scope: Verdict['scope'], looking: Looking) => verifyLedger(deps, scope, looking);
  const quietly = (signal: AbortSignal): Looking => ({ signal, progress: () => {} });
  return {
    read: () => describe(deps),
    list: ({
      page,
      per_page,
      ...filter
    }: LedgerFilter & { page: number; per_page: number }): Promise<Page<LedgerEntry>> =>
      search.page(filter, page, per_page),
    async update(change: { [K in keyof LedgerSettings]?: LedgerSettings[K] | undefined }, { userId }: By) {
      await work.run(async ({ tx, record }) => {
        const details = await settings.write(tx, LEDGER, change, instant(clock.now()));
        await record({ userId, action: 'ledger.settings', ...ABOUT, details });
      });
      return read();
    },
    request: ({ userId }: By) =>
      work.run(async ({ enqueue, record }) => {
        if ((await entries.runningJob()) !== null) refuse('CONFLICT', 'The ledger is being verified already.');
        await record({ userId, action: 'ledger.verify', ...ABOUT });
        return { job_id: await enqueue('ledger.verify', {}, VERIFY_ONCE) };
      }),
    /** The whole of it, here and now; the verdict is kept. */
    async verify(looking: Looking): Promise<Verdict> {
      const verdict = await verify('full', looking);
      await work.run(({ tx }) => verdicts.keep(tx, verdict));
      return verdict;
    },
    verifyRecent: (signal: AbortSignal) => verify('recent', quietly(signal)),
    lastVerdict: verdicts.last,
    async seal(signal: AbortSignal): Promise<void> {
      const { seal_minutes } = await read();
      await sealLedger({ ...deps, verifyRecent: aborted => verify('recent', quietly(aborted)) }, seal_minutes, signal);
    },
    removeOlder: (before: string, removing: Removing) =>
      removeOlder({ ...deps, verify: looking => verify('full', looking) }, before, removing),
    async export({ format, ...filter }: LedgerFilter & { format: Format }, { userId }: By): Promise<Bytes> {
      await recordExport(deps, userId, filter, format);
      const path = await exportToFile(deps, filter, format);
      const name = `lyceum-audit-${instant(clock.now()).slice(0, 10)}.${format === 'csv' ? 'csv' : 'ndjson'}`;
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
      return { body: { path }, type, name, inline: false, cache: 'no-store' };
    },
    /** Piece by piece, for the command line. */
    async *pieces(filter: LedgerFilter, format: Format): AsyncIterable<string> {
      await recordExport(deps, null, filter, format);
      yield* exported(deps, filter, format);
    },
  };
}

function recordExport({ work }: LedgerDeps, userId: number | null, filter: LedgerFilter, format: Format) {
  const wished = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return work.run(({ record }) =>
    record({ userId, action: 'ledger.export', ...ABOUT, details: { format, filter: wished } }),
  );
}

async function describe(deps: LedgerDeps): Promise<Data<typeof ledgerEndpoints.read>> {
  const { entries, settings, verdicts, key } = deps;
  const [head, begin, last_seal] = [
    await entries.head(),
    await entries.lastSeal('beginning'),
    await entries.lastSeal('checkpoint'),
  ];
  return {
    settings: await settings.read(LEDGER),
    first: head.id === 0 ? 0 : (begin?.entry_id ?? 1),
    last: head.id,
    hash: head.hash,
    last_seal,
    public_key: key.publicKey,
    key_id: keyIdOf(key.publicKey),
    verdict: await verdicts.last(),
    job_id: await entries.runningJob(),
  };
}
