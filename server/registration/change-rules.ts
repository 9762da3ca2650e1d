/** A change of address: what is still missing, and how long each kind of link works. */
import type { EmailSide } from './contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type LinkPurpose = 'verify' | 'change-old' | 'change-new' | 'return';

/** Milliseconds that a link works. */
export const LINK_LIFE: Record<LinkPurpose, number> = {
  verify: DAY,
  'change-old': DAY,
  'change-new': DAY,
  return: 30 * DAY,
};

/** Milliseconds for which a registration waits for its address; then it is forgotten. */
export const PENDING_LIFE = 7 * DAY;

/** Milliseconds for which a change waits for both addresses. */
export const CHANGE_LIFE = DAY;

interface Confirmed {
  old_confirmed_at: string | null;
  new_confirmed_at: string | null;
}

export function missingOf({ old_confirmed_at, new_confirmed_at }: Confirmed): EmailSide[] {
  return [...(old_confirmed_at ? [] : (['old'] as const)), ...(new_confirmed_at ? [] : (['new'] as const))];
}

/** For the ledger, which names no addresses: which domain somebody left and came to. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

interface LinkTimes {
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

export type LinkTrouble = keyof typeof LINK_WORDS;

export const LINK_WORDS = {
  LINK_UNKNOWN: 'This link is not known here. Check that it was copied as a whole.',
  LINK_USED: 'This link was used already: what it was for is done.',
  LINK_REVOKED: 'This link was replaced by a newer one, or what it was for was called off.',
  LINK_EXPIRED: 'This link has stopped working because its time is over.',
} as const;

/** Why a link does not work any more; null while it does. `now` is an instant. */
export function whyOver(link: LinkTimes | undefined, now: string): LinkTrouble | null {
  if (!link) return 'LINK_UNKNOWN';
  if (link.used_at) return 'LINK_USED';
  if (link.revoked_at) return 'LINK_REVOKED';
  return link.expires_at <= now ? 'LINK_EXPIRED' : null;
}
