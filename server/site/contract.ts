/** The academy as a whole: first-run set-up, its name, what the sign-in page may know. */
import { z } from 'zod';
import { Email, NewPassword, SignedIn } from '../accounts/contract.ts';
import { endpoint, Id, line, prose, someOf } from '../platform/http/contract.ts';

export const SiteLanguage = z.enum(['en', 'es']);
export type SiteLanguage = z.output<typeof SiteLanguage>;

/** Who may register: anybody, whoever has an invitation, nobody. */
export const Registration = z.enum(['open', 'invitation', 'closed']);
export type Registration = z.output<typeof Registration>;

const PublicAddress = z.union([
  z.literal(''),
  z
    .string()
    .trim()
    .max(200)
    .regex(/^https?:\/\/[^\s/?#]+\/?$/, 'Write the address like https://academy.example.org.')
    .transform(text => text.replace(/\/$/, '')),
]);

/** Bytes of a picture before it is made small; as base64 a third more. */
const LOGO_BYTES = 8 * 1024 * 1024;

export const Site = z.object({
  name: z.string(),
  /** Stable key of this academy; its engraving is drawn from it. */
  key: z.string(),
  registration: Registration,
  /** New people confirm their address before they are in, where the academy sends mail. */
  verify_email: z.boolean(),
  /** The academy's own accent as a hue in OKLCH degrees, 0 to 359; null for the product's blue. */
  accent_hue: z.number().int().nullable(),
  /** Address of the logo, which changes with it; null without one. */
  logo: z.string().nullable(),
  /** Language of mails and of visitors whose browser asks for none that there is. */
  language: SiteLanguage,
  /** Whom to ask for help: a name, a room, a number, an address. Shown where somebody cannot get in. */
  support_contact: z.string(),
  /** Where links in messages and on slips lead; empty: the address that is used now. */
  public_address: z.string(),
  /** Where the server's clock lives, as an IANA name: `Europe/Berlin`. */
  time_zone: z.string(),
  set_up: z.boolean(),
  version: z.string(),
});
export type Site = z.output<typeof Site>;

export const SetupFacts = z.object({
  data_folder: z.string(),
  free_bytes: z.number(),
  total_bytes: z.number(),
  database: z.enum(['sqlite', 'postgres']),
});

export const siteEndpoints = {
  read: endpoint('GET /site', { summary: 'What everybody may know of this academy.', data: Site }),
  update: endpoint('PUT /site', {
    summary: 'Changes name, registration, accent, language and whom to ask for help.',
    body: someOf(
      z.object({
        name: line(80),
        registration: Registration,
        verify_email: z.boolean(),
        accent_hue: z.number().int().min(0).max(359).nullable(),
        language: SiteLanguage,
        public_address: PublicAddress,
        support_contact: prose(300).transform(text => text.trim()),
      }),
    ),
    data: Site,
  }),
  logo: endpoint('GET /site/logo', { summary: 'The academy’s logo, a PNG of at most 512 pixels.', data: 'bytes' }),
  setLogo: endpoint('POST /site/logo', {
    summary:
      'Stores a logo: PNG, JPEG, WebP, AVIF or GIF, as base64. It is turned upright, made small and kept as PNG.',
    body: z.object({ image: z.base64('must be base64').max(Math.ceil(LOGO_BYTES / 3) * 4) }),
    bodyLimit: 12 * 1024 * 1024,
    data: Site,
  }),
  removeLogo: endpoint('DELETE /site/logo', { summary: 'Goes back to the product’s own mark.', data: Site }),
  setupFacts: endpoint('POST /setup/check', {
    summary: 'Checks the one-time code and tells where data will live.',
    body: z.object({ code: z.string().max(100) }),
    data: SetupFacts,
  }),
  setup: endpoint('POST /setup', {
    summary: 'Creates the first administrator with the one-time code of the first start.',
    body: z.object({
      code: z.string().max(100),
      site_name: line(80),
      admin: z.object({ email: Email, password: NewPassword, first_name: line(80), last_name: line(80) }),
      sample_course: z.boolean().default(false),
      client: z.enum(['bearer', 'cookie']).default('bearer'),
    }),
    data: SignedIn.extend({ sample_course_id: Id.nullable() }),
    status: 201,
  }),
  addSample: endpoint('POST /setup/sample-course', {
    summary: 'Adds the sample course once more, as its own course of the caller.',
    data: z.object({ course_id: Id }),
    status: 201,
  }),
};
