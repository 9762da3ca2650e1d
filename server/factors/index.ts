import type { Clock } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { createPasskeyChallenges } from './challenges.ts';
import { factorChecks } from './checks.ts';
import { createGate } from './gate.ts';
import { factorJobs, factorSchedules } from './jobs.ts';
import { createPasskeys } from './passkeys.ts';
import { factorsPersonal, factorsSealed } from './personal.ts';
import { createProve } from './proving.ts';
import { createFactorsRepository } from './repository.ts';
import { factorRoutes } from './routes.ts';
import { createFactorsService, type OnFactorsChange } from './service.ts';
import type { FactorRules } from './standing-rules.ts';

export type { FactorsService, OnFactorsChange } from './service.ts';
export type { FactorGate } from './gate.ts';

export interface FactorsParts {
  db: Database;
  work: Work;
  clock: Clock;
  sealing: Sealing;
  /** Vouches for challenges that are stored nowhere. */
  key: Uint8Array;
  rules: () => Promise<FactorRules>;
  siteName: () => Promise<string>;
  /** Empty when nobody chose one. */
  publicAddress: () => Promise<string>;
}

/** Built before the accounts, whose flow of signing in asks the gate. */
export function createFactors(parts: FactorsParts) {
  const { db, work, clock, sealing, key, rules, siteName, publicAddress } = parts;
  const repository = createFactorsRepository(db);
  let names: () => Promise<readonly string[]> = () => Promise.resolve([]);
  const passkeys = createPasskeys({
    repository,
    clock,
    siteName,
    challenges: createPasskeyChallenges(key),
    places: async () => ({ names: await names(), publicAddress: await publicAddress() }),
  });
  const prove = createProve({ repository, sealing, clock, provePasskey: passkeys.prove });
  const gate = createGate({ repository, work, clock, rules, prove, passkeyOwner: passkeys.owner });
  let tell: OnFactorsChange = () => Promise.resolve();
  const onChange: OnFactorsChange = (unit, userId, what) => tell(unit, userId, what);
  const service = createFactorsService({ ...parts, repository, gate, passkeys, onChange });
  return {
    personal: factorsPersonal,
    sealed: [factorsSealed],
    gate,
    service,
    routes: factorRoutes({ service, passkeys }),
    jobs: factorJobs(service),
    schedules: [...factorSchedules],
    checks: factorChecks({ repository, rules }),
    /** Tells whom to tell of changes; the accounts are built later. */
    tellOfChanges(to: OnFactorsChange): void {
      tell = to;
    },
    /** Tells by which names people reach the academy; known only when the network is. */
    knowNames(know: () => Promise<readonly string[]>): void {
      names = know;
    },
  };
}
