/** Certificates: issued on completion, downloaded as PDF, verified by anybody. */
import { z } from 'zod';
import { endpoint, Id, Instant } from '../platform/http/contract.ts';

/** Exactly what is signed; a verifier shows this and not the paper. */
export const CertificateContent = z.object({
  number: z.string(),
  site_name: z.string(),
  recipient: z.string(),
  course_id: Id,
  course_title: z.string(),
  instructor: z.string(),
  issued_at: Instant,
  expires_at: Instant.nullable(),
  /** Percent of the final assessment; null for courses without one. */
  score: z.number().nullable(),
  /** Hours the course is meant to take, one decimal. */
  hours: z.number(),
  /** Verification hash of the certificate that this one replaced, when the holder’s name was erased. */
  replaces: z.string().optional(),
});
export type CertificateContent = z.output<typeof CertificateContent>;

export const Certificate = z.object({
  id: Id,
  certificate_number: z.string(),
  user_id: Id,
  course_id: Id,
  issued_at: Instant,
  expires_at: Instant.nullable(),
  revoked_at: Instant.nullable(),
  verification_hash: z.string(),
  /** Address of the public page, absolute as the caller reached the server. */
  verification_url: z.string(),
  content: CertificateContent,
});
export type Certificate = z.output<typeof Certificate>;

export const Verification = z.object({
  /** The one sentence: genuine and in force. */
  valid: z.boolean(),
  checks: z.object({
    /** The signature was made with this academy's key. */
    signed: z.boolean(),
    /** The stored record is what was signed. */
    unchanged: z.boolean(),
    not_revoked: z.boolean(),
    not_expired: z.boolean(),
  }),
  /** First 12 hex digits of the signing key's fingerprint. */
  key_fingerprint: z.string(),
  checked_at: Instant,
  certificate: Certificate.omit({ user_id: true }),
});
export type Verification = z.output<typeof Verification>;

/** Id, number or verification hash. */
const Reference = z.object({ id: z.string().min(1).max(80) });

export const certificateEndpoints = {
  read: endpoint('GET /certificates/:id', {
    summary: 'A certificate by id, number or hash.',
    params: Reference,
    data: Certificate,
  }),
  verify: endpoint('POST /certificates/:id/verify', {
    rate: 'verifications',
    summary: 'Checks signature, content, revocation and expiry; open to everybody.',
    params: Reference,
    data: Verification,
  }),
  download: endpoint('GET /certificates/:id/download', {
    summary: 'The certificate as PDF.',
    params: Reference,
    data: 'bytes',
  }),
  ofUser: endpoint('GET /users/:id/certificates', {
    summary: 'Certificates of a person.',
    params: z.object({ id: z.union([z.literal('me'), Id]) }),
    data: z.array(Certificate),
  }),
};

export interface CertificateMessages {
  'certificate.issued': { certificate_id: number; course_id: number };
}
declare module '../platform/realtime/contract.ts' {
  interface Messages extends CertificateMessages {}
}
