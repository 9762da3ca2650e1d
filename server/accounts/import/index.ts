import type { Database } from '../../platform/db/database.ts';
import type { From } from '../../platform/http/routes.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import { linkBase } from '../link-rules.ts';
import { openPhone } from '../repository/phone.ts';
import type { LinksDeps } from '../links.ts';
import { apply, type ApplyingDeps } from './applying.ts';
import { importJobs, importSchedules } from './jobs.ts';
import { look, type Running } from './looking.ts';
import { createImportsRepository } from './repository/imports.ts';
import { importRoutes } from './routes.ts';
import { createImportsService, type ImportsDeps, type ImportsService } from './service.ts';

export type { Import, ImportRow } from './contract.ts';

type Parts = Omit<ImportsDeps & ApplyingDeps, 'imports' | 'linkBase'> &
  Pick<LinksDeps, 'mail' | 'site' | 'addresses'> & { db: Database; sealing: Sealing };

/** What the command line does itself when no server runs. */
export interface ImportsByHand extends ImportsService {
  look(id: number, running: Running): Promise<void>;
  applyNow(id: number, running: Running): Promise<void>;
}

export function createImports({ db, site, addresses, sealing, ...parts }: Parts) {
  const deps = {
    ...parts,
    imports: createImportsRepository(db, stored => openPhone(sealing, stored)),
    async linkBase(from: From | null) {
      const { publicAddress } = await site();
      return linkBase({ origin: from?.origin ?? '', publicAddress, known: addresses(), trusted: true });
    },
  };
  const service = createImportsService(deps);
  const byHand: ImportsByHand = {
    ...service,
    look: (id, running) => look(deps, id, running),
    applyNow: (id, running) => apply(deps, id, running),
  };
  return { routes: importRoutes(service), jobs: importJobs(deps, service), schedules: importSchedules, byHand };
}
