import { type Clock, instant } from '../platform/clock.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import { type Actor, holds } from '../platform/http/actor.ts';
import type { Bytes, From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { Certificate, Verification } from './contract.ts';
import type { Drawing } from './drawing.ts';
import { mayRead } from './policy.ts';
import { type Reference, referenceOf } from './references.ts';
import type { CertificateRepository, CertificateRow } from './repository.ts';
import type { Signer } from './signature.ts';
import { check, contentOf } from './verification.ts';

export interface CertificatesDeps {
  clock: Clock;
  certificates: CertificateRepository;
  signer: Signer;
  /** Draws the PDF: the same bytes for the same input. */
  draw: (drawing: Drawing) => Promise<Uint8Array>;
  /** Ids and numbers can be counted up, so asking by them is limited per address; hashes cannot be guessed. */
  lookups: Limit;
  /** Refuses with NOT_FOUND unless there is such a person. */
  requirePerson: (userId: number) => Promise<unknown>;
}

/** Digits of the key's fingerprint that people are shown. */
const FINGERPRINT_DIGITS = 12;
const UNKNOWN = 'There is no such certificate.';

export type CertificatesService = ReturnType<typeof createCertificatesService>;

export function createCertificatesService(deps: CertificatesDeps) {
  const { clock, certificates, signer, draw, lookups } = deps;
  const find = async (text: string): Promise<{ row: CertificateRow; byHash: boolean }> => {
    const reference = referenceOf(text);
    return {
      row: found(reference && (await stored(certificates, reference)), UNKNOWN),
      byHash: reference?.by === 'hash',
    };
  };
  const taughtBy = async (actor: Actor | null): Promise<ReadonlySet<number>> =>
    // Mentors and representatives see progress too, but not for having taught a course once.
    actor && holds(actor, 'student:view_progress') && holds(actor, 'course:update')
      ? certificates.taughtBy(actor.userId)
      : new Set();
  return {
    async read(reference: string, actor: Actor, from: From): Promise<Certificate> {
      const { row } = await find(reference);
      if (!mayRead(actor, row, await taughtBy(actor))) refuse('NOT_FOUND', UNKNOWN);
      return describe(row, from.origin);
    },
    async verify(reference: string, from: From): Promise<Verification> {
      if (referenceOf(reference)?.by !== 'hash') {
        await lookups.check(from.ip);
        await lookups.count(from.ip);
      }
      const { row } = await find(reference);
      const checked_at = instant(clock.now());
      const checks = check(row, signer, checked_at);
      const { user_id: _hidden, ...certificate } = describe(row, from.origin);
      return {
        valid: Object.values(checks).every(Boolean),
        checks,
        key_fingerprint: row.key_fingerprint.slice(0, FINGERPRINT_DIGITS),
        checked_at,
        certificate,
      };
    },
    async download(reference: string, actor: Actor | null, from: From): Promise<Bytes> {
      const { row, byHash } = await find(reference);
      if (!byHash && !mayRead(actor, row, await taughtBy(actor)))
        refuse(actor ? 'NOT_FOUND' : 'UNAUTHENTICATED', actor ? UNKNOWN : 'Please sign in.');
      requireGenuine(row, signer, instant(clock.now()));
      const body = await draw({
        content: contentOf(row),
        fingerprint: row.key_fingerprint,
        verificationUrl: addressOf(row, from.origin),
      });
      const name = `${row.certificate_number}.pdf`;
      return { body, type: 'application/pdf', name, inline: false, cache: 'private, no-cache' };
    },
    async ofUser(userId: number, actor: Actor, from: From): Promise<Certificate[]> {
      const [rows, taught] = await Promise.all([certificates.ofUser(userId), taughtBy(actor)]);
      const readable = rows.filter(row => mayRead(actor, row, taught));
      if (readable.length === 0 && userId !== actor.userId) {
        if (!holds(actor, '*')) refuse('NOT_FOUND', 'There is no such person.');
        await deps.requirePerson(userId);
      }
      return readable.map(row => describe(row, from.origin));
    },
    async certificatesOf(userId: number) {
      const rows = (await certificates.ofUser(userId)).filter(row => row.revoked_at === null);
      return rows.map(row => {
        const { id, certificate_number, issued_at, expires_at } = row;
        return { id, certificate_number, issued_at, expires_at, course_title: contentOf(row).course_title };
      });
    },
  };
}

function stored(certificates: CertificateRepository, reference: Reference): Promise<CertificateRow | undefined> {
  if (reference.by === 'id') return certificates.byId(reference.id);
  return reference.by === 'number' ? certificates.byNumber(reference.number) : certificates.byHash(reference.hash);
}

/** A record that was altered or taken back is never printed as if it were genuine. */
function requireGenuine(row: CertificateRow, signer: Signer, at: string): void {
  const { signed, unchanged, not_revoked } = check(row, signer, at);
  if (!signed || !unchanged) refuse('CONFLICT', 'The stored record of this certificate was altered after signing.');
  if (!not_revoked) refuse('CONFLICT', 'This certificate was revoked.');
}

const addressOf = (row: CertificateRow, origin: string) => `${origin}/verify/${row.verification_hash}`;

function describe(row: CertificateRow, origin: string): Certificate {
  const { id, certificate_number, user_id, course_id, issued_at, expires_at, revoked_at, verification_hash } = row;
  return {
    id,
    certificate_number,
    user_id,
    course_id,
    issued_at,
    expires_at,
    revoked_at,
    verification_hash,
    verification_url: addressOf(row, origin),
    content: contentOf(row),
  };
}
