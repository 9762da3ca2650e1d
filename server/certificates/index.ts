import './events.ts';
import { type Clock, MINUTE, SECOND } from '../platform/clock.ts';
import type { Secrets } from '../platform/crypto/secrets.ts';
import type { Database } from '../platform/db/database.ts';
import type { Unit } from '../platform/db/work.ts';
import type { Events } from '../platform/events/events.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { MessageName, Messages, Room } from '../platform/realtime/contract.ts';
import type { CertificateMessages } from './contract.ts';
import type { Drawing } from './drawing.ts';
import { issue } from './issuing.ts';
import { certificatesPersonal } from './personal.ts';
import { createCertificateRepository } from './repository.ts';
import { certificateRoutes } from './routes.ts';
import { type CertificatesDeps, createCertificatesService } from './service.ts';
import { createSigner } from './signature.ts';

declare module '../platform/realtime/contract.ts' {
  interface Messages extends CertificateMessages {}
}

export interface CertificateParts {
  db: Database;
  clock: Clock;
  limits: Limits;
  /** The academy's Ed25519 pair. */
  signing: Secrets['signing'];
  /** Name of the academy; asked inside the transaction that issues. */
  siteName: (unit: Unit) => Promise<string>;
  requirePerson: CertificatesDeps['requirePerson'];
  /** Tells the sockets of a room. */
  tell: <N extends MessageName>(room: Room, name: N, data: Messages[N]) => void;
}

/** Per address and minute; a person with a list of numbers in hand stays below. */
const LOOKUPS = 60;

/** Issues a completed course's certificate once, in the caller's transaction; answers its id. */
export type Issue = (unit: Unit, about: { userId: number; courseId: number }) => Promise<number>;

export function createCertificates({ db, clock, limits, signing, siteName, requirePerson, tell }: CertificateParts) {
  const certificates = createCertificateRepository(db);
  const signer = createSigner(signing);
  const draw = createPen();
  const service = createCertificatesService({
    clock,
    certificates,
    signer,
    requirePerson,
    draw,
    lookups: limits.limit('certificate-lookups', LOOKUPS, MINUTE / SECOND),
  });
  const issueHere: Issue = (unit, about) => issue({ clock, certificates, signer, siteName }, unit, about);
  return {
    service,
    personal: certificatesPersonal({ certificates, signer, draw }),
    routes: certificateRoutes(service),
    issue: issueHere,
    /** Those of a person that were not withdrawn, the newest first; who may ask is the business of whoever is handed this. */
    certificatesOf: service.certificatesOf,
    listen(events: Events) {
      events.on('certificate.issued', ({ userId, courseId, certificateId }) =>
        tell(`user:${userId}`, 'certificate.issued', { certificate_id: certificateId, course_id: courseId }),
      );
    },
  };
}

/** PDF and font libraries cost 40 MB; a process that draws no certificate does not load them. */
function createPen(): (drawing: Drawing) => Promise<Uint8Array> {
  const load = async () => {
    const [{ drawCertificate }, { openFonts }] = await Promise.all([
      import('./drawing.ts'),
      import('../platform/drawing/fonts.ts'),
    ]);
    const fonts = openFonts();
    return (drawing: Drawing) => drawCertificate(fonts, drawing);
  };
  let pen: ReturnType<typeof load> | undefined;
  return async drawing => {
    pen ??= load();
    return (await pen)(drawing);
  };
}
