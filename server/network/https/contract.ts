/** HTTPS of the academy: the ladder from plain HTTP over the own authority to certificates from elsewhere. */
import { z } from 'zod';
import { endpoint, Id, Instant, Nothing } from '../../platform/http/contract.ts';

export const Rung = z.enum(['none', 'local', 'uploaded', 'public']);
export type Rung = z.output<typeof Rung>;

export const CertificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  valid_from: Instant,
  valid_to: Instant,
  /** SHA-256 in hex pairs. */
  fingerprint: z.string(),
});
export type CertificateFacts = z.output<typeof CertificateFacts>;

/** What is wrong or worth knowing of a certificate; an error keeps it from being used. */
export const CertificateProblem = z.object({
  code: z.enum([
    'unreadable',
    'passphrase',
    'no-certificate',
    'no-key',
    'key-mismatch',
    'expired',
    'not-yet-valid',
    'weak',
    'not-for-servers',
    'expires-soon',
    'chain-broken',
    'chain-incomplete',
    'private-issuer',
    'names-missing',
    'names-none',
  ]),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type CertificateProblem = z.output<typeof CertificateProblem>;

export const Https = z.object({
  rung: Rung,
  port: z.number().int(),
  /** Whether this machine really answers over HTTPS with the certificate in use; null on rung none. */
  listening: z.object({ ok: z.boolean(), detail: z.string() }).nullable(),
  certificate: CertificateFacts.nullable(),
  problems: z.array(CertificateProblem),
  /** Addresses over HTTPS. */
  urls: z.array(z.string()),
  authority: CertificateFacts.nullable(),
  /** Where learners read how to trust the local authority. */
  trust_url: z.string().nullable(),
  uploaded: CertificateFacts.nullable(),
  public: z
    .object({
      domain: z.string(),
      email: z.string(),
      directory: z.string(),
      /** Waiting for the job that gets it. */
      job_id: Id.nullable(),
      last_error: z.string().nullable(),
    })
    .nullable(),
  redirect: z.object({
    state: z.enum(['off', 'trial', 'on']),
    /** When a trial takes itself back. */
    until: Instant.nullable(),
  }),
  hsts: z.boolean(),
  /** Browsers that were told to use HTTPS only keep the port, so this needs the ports that they take by themselves. */
  hsts_possible: z.boolean(),
});
export type Https = z.output<typeof Https>;

const token = z.string().min(20).max(100);

const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/, 'Write a name like academy.example.org.');

export const PublicCertificateRequest = z.object({
  domain: hostName,
  email: z.email().max(254),
  /** Directory of the certificate authority (RFC 8555 §7.1.1). */
  directory: z.url({ protocol: /^https$/, error: () => 'Write an address that begins with https://.' }).max(300),
  /** Certificate of an authority in one's own network that this machine does not know; PEM. */
  directory_authority: z.string().max(20_000).default(''),
  /** The authority's terms of service are agreed to. */
  agree: z.literal(true),
});
export type PublicCertificateRequest = z.output<typeof PublicCertificateRequest>;

export const httpsEndpoints = {
  read: endpoint('GET /https', { summary: 'How connections are encrypted.', data: Https }),
  local: endpoint('POST /https/local', {
    summary: 'Encrypts with a certificate of this academy’s own authority, which is made where there is none.',
    data: Https,
  }),
  check: endpoint('POST /https/check', {
    summary: 'Looks at a certificate without using it.',
    body: z.object({
      /** PEM texts one after another, or PKCS#12 in base64. */
      certificate: z.string().min(1).max(200_000),
      key: z.string().max(50_000).default(''),
      passphrase: z.string().max(200).default(''),
    }),
    data: z.object({ facts: CertificateFacts.nullable(), problems: z.array(CertificateProblem) }),
  }),
  upload: endpoint('PUT /https/uploaded', {
    summary: 'Uses a certificate from elsewhere. It is checked first; one with an error is refused.',
    body: z.object({
      certificate: z.string().min(1).max(200_000),
      key: z.string().max(50_000).default(''),
      passphrase: z.string().max(200).default(''),
    }),
    data: Https,
  }),
  public: endpoint('POST /https/public', {
    summary:
      'Gets a certificate for a public name from an authority that speaks ACME; a job, whose id is in the answer.',
    body: PublicCertificateRequest,
    data: Https,
    status: 202,
  }),
  use: endpoint('PUT /https/rung', {
    summary: 'Goes to a rung whose certificate is there already, or down to none.',
    body: z.object({ rung: Rung }),
    data: Https,
  }),
  redirect: endpoint('PUT /https/redirect', {
    summary: 'Sends visitors from HTTP to HTTPS, on trial for 60 seconds; or no longer.',
    body: z.object({ on: z.boolean() }),
    data: z.object({ https: Https, confirm_url: z.string().nullable() }),
  }),
  confirm: endpoint('POST /https/redirect/confirm', {
    summary: 'Keeps the redirection; counts only over HTTPS, with the token of the trial.',
    body: z.object({ token }),
    data: Nothing,
  }),
  hsts: endpoint('PUT /https/hsts', {
    summary: 'Tells browsers to use nothing but HTTPS from now on; or no longer.',
    body: z.object({ on: z.boolean() }),
    data: Https,
  }),
  authorityCertificate: endpoint('GET /https/authority.crt', {
    summary: 'Certificate of the local authority, for computers and Android.',
    data: 'bytes',
  }),
  authorityProfile: endpoint('GET /https/authority.mobileconfig', {
    summary: 'Certificate of the local authority as a profile, for iPhone, iPad and Mac.',
    data: 'bytes',
  }),
  trust: endpoint('GET /https/trust', {
    summary: 'What the page that explains the local authority shows.',
    data: z.object({ site_name: z.string(), https_url: z.string().nullable(), fingerprint: z.string().nullable() }),
  }),
};
