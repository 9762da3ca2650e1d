/** One-time links: with them somebody joins or chooses a new password. */
import { z } from 'zod';
import { Id, Instant } from '../../platform/http/contract.ts';

export const LinkPurpose = z.enum(['invitation', 'password']);
export type LinkPurpose = z.output<typeof LinkPurpose>;

export const MadeLink = z.object({
  id: Id,
  purpose: LinkPurpose,
  /** Shown this once; null when it went by mail. */
  url: z.string().nullable(),
  expires_at: Instant,
  /** Address it was mailed to. */
  sent_to: z.string().nullable(),
});
export type MadeLink = z.output<typeof MadeLink>;

export const OpenLink = z.object({ id: Id, purpose: LinkPurpose, created_at: Instant, expires_at: Instant });
export type OpenLink = z.output<typeof OpenLink>;

/** What the page of a one-time link shows. */
export const LinkFacts = z.object({
  purpose: LinkPurpose,
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  expires_at: Instant,
});
export type LinkFacts = z.output<typeof LinkFacts>;
