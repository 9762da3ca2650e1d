import { type Clock, instant } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import { finalScore, studyHours } from './content.ts';
import type { CertificateContent } from './contract.ts';
import { certificateNumber } from './numbering.ts';
import type { CertificateRepository } from './repository.ts';
import { type Signer, verificationHash } from './signature.ts';

export interface IssuingDeps {
  clock: Clock;
  certificates: CertificateRepository;
  signer: Signer;
  /** Name of the academy, as it is now. */
  siteName: (unit: Unit) => Promise<string>;
}

/** The one design there is. */
const TEMPLATE = 'engraved';

/**
 * Issues the certificate of a completed course in the caller's transaction, exactly once per person and course; answers its id,
 * also when it was there already. Numbers have no gaps: the counter is part of the transaction.
 */
export async function issue(
  deps: IssuingDeps,
  unit: Unit,
  { userId, courseId }: { userId: number; courseId: number },
): Promise<number> {
  const { certificates, signer } = deps;
  const present = await certificates.idOf(unit.tx, userId, courseId);
  if (present !== undefined) return present;
  const content = await compose(deps, unit, userId, courseId);
  const signature = signer.sign(content);
  const id = await certificates.insert(unit.tx, {
    user_id: userId,
    course_id: courseId,
    certificate_number: content.number,
    issued_at: content.issued_at,
    expires_at: content.expires_at,
    verification_hash: verificationHash(signature),
    template: TEMPLATE,
    metadata: JSON.stringify(content),
    signature,
    key_fingerprint: signer.fingerprint,
  });
  if (id === undefined) return (await certificates.idOf(unit.tx, userId, courseId)) as number;
  const details = { course: courseId, number: content.number };
  await unit.record({ userId, action: 'certificate.issue', resourceType: 'certificate', resourceId: id, details });
  unit.announce('certificate.issued', { userId, courseId, certificateId: id });
  return id;
}

async function compose(
  { clock, certificates, siteName }: IssuingDeps,
  unit: Unit,
  userId: number,
  courseId: number,
): Promise<CertificateContent> {
  const facts = await certificates.facts(unit.tx, userId, courseId);
  const site_name = await siteName(unit);
  const issued_at = instant(clock.now());
  const year = Number(issued_at.slice(0, 4));
  const sequence = await certificates.next(unit.tx, `certificates-${year}`);
  return {
    number: certificateNumber(site_name, year, sequence),
    site_name,
    recipient: `${facts.first_name} ${facts.last_name}`,
    course_id: courseId,
    course_title: facts.course_title,
    instructor: `${facts.instructor_first_name} ${facts.instructor_last_name}`,
    issued_at,
    expires_at: null,
    score: finalScore(await certificates.bestScores(unit.tx, userId, courseId)),
    hours: studyHours(facts.estimated_duration, facts.module_minutes),
  };
}
