import { type Clock, HOUR, SECOND } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { Registrar } from '../accounts/index.ts';
import type { Mail } from '../mail/index.ts';
import { createAddressLinks } from './address-links.ts';
import { createEmailChanges } from './email-change.ts';
import { createInvitations, type InvitationsDeps } from './invitations.ts';
import { registrationJobs, registrationSchedules } from './jobs.ts';
import { createLeaving } from './leaving.ts';
import { createMails } from './mails.ts';
import { createRegistering, type RegisteringDeps } from './registering.ts';
import { registrationPersonal } from './personal.ts';
import { createInvitationsRepository } from './repository/invitations.ts';
import { createWaitingRepository } from './repository/waiting.ts';
import { registrationRoutes, type RegistrationRoutesDeps } from './routes.ts';

export interface RegistrationParts
  extends Pick<RegistrationRoutesDeps, 'answerSignedIn' | 'answerStep'>,
    Pick<InvitationsDeps, 'enrol' | 'ownBase'>,
    Pick<RegisteringDeps, 'site' | 'consents'> {
  db: Database;
  work: Work;
  clock: Clock;
  limits: Limits;
  mail: Mail;
  registrar: Registrar;
  language: () => Promise<'en' | 'es'>;
}

/** In an hour: mails to one e-mail address, and wrong tokens and codes from one address of the network. */
const MAILS_PER_ADDRESS = 5;
const GUESSES = 60;
const HOUR_SECONDS = HOUR / SECOND;

export function createRegistration(parts: RegistrationParts) {
  const { db, work, clock, limits, mail, registrar, language, site, consents, enrol, ownBase, ...answers } = parts;
  const waiting = createWaitingRepository(db);
  const guesses = limits.limit('registration-guess', GUESSES, HOUR_SECONDS);
  const mails = createMails({ mail, language });
  const links = createAddressLinks({ clock, waiting, guesses });
  const deps = { work, clock, registrar, waiting, mails, links };
  const invitations = createInvitations({
    work,
    clock,
    invitations: createInvitationsRepository(db),
    guesses,
    ownBase,
    enrol,
  });
  const registering = createRegistering({
    ...deps,
    invitations,
    site,
    consents,
    mailed: limits.limit('register-mail', MAILS_PER_ADDRESS, HOUR_SECONDS),
  });
  const asked = limits.limit('email-change', MAILS_PER_ADDRESS, HOUR_SECONDS);
  const changes = createEmailChanges({ ...deps, asked });
  return {
    routes: registrationRoutes({ ...answers, registering, invitations, changes, leaving: createLeaving(deps) }),
    jobs: registrationJobs(registering, changes),
    schedules: [...registrationSchedules],
    personal: registrationPersonal,
  };
}
