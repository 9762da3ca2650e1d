/** What of a stored certificate holds. Pure. */
import { CertificateContent, type Verification } from './contract.ts';
import type { CertificateRow } from './repository.ts';
import { type Signer, verificationHash } from './signature.ts';

/** The signed content as stored; what an altered record lacks is left empty, so that it can still be shown as altered. */
export function contentOf(row: CertificateRow): CertificateContent {
  const parsed = CertificateContent.safeParse(jsonOf(row.metadata));
  if (parsed.success) return parsed.data;
  const { certificate_number: number, course_id, issued_at, expires_at } = row;
  const unknown = { site_name: '', recipient: '', course_title: '', instructor: '', score: null, hours: 0 };
  return { number, course_id, issued_at, expires_at, ...unknown };
}

/** Checks the record against its signature at a moment (UTC instant). */
export function check(row: CertificateRow, signer: Signer, at: string): Verification['checks'] {
  const stored = jsonOf(row.metadata) as CertificateContent | null;
  const key = stored === null ? null : signer.signedBy(stored, row.signature);
  const signed = key !== null;
  const unchanged =
    stored !== null &&
    signed &&
    row.certificate_number === stored.number &&
    row.course_id === stored.course_id &&
    row.issued_at === stored.issued_at &&
    row.expires_at === stored.expires_at &&
    row.key_fingerprint === key &&
    row.verification_hash === (stored.replaces ?? verificationHash(row.signature));
  const expires = stored?.expires_at ?? row.expires_at;
  return {
    signed,
    unchanged,
    not_revoked: row.revoked_at === null,
    not_expired: expires === null || at < expires,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
