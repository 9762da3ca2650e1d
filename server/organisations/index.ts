import type { Database } from '../platform/db/database.ts';
import { organisationsPersonal } from './personal.ts';
import { createOrganisationsRepository } from './repository.ts';
import { organisationRoutes } from './routes.ts';
import { createOrganisationsService, type OrganisationsDeps } from './service.ts';

export interface OrganisationsParts extends Omit<OrganisationsDeps, 'organisations'> {
  db: Database;
}

export function createOrganisations({ db, ...parts }: OrganisationsParts) {
  const organisations = createOrganisationsRepository(db);
  return {
    personal: organisationsPersonal,
    routes: organisationRoutes(createOrganisationsService({ ...parts, organisations })),
  };
}
