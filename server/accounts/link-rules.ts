/** One-time links: how long they work, whether one still does, and where they lead. */
import type { LinkPurpose } from './contract.ts';

const HOUR = 3_600_000;

/** Milliseconds that a link works: an invitation waits for somebody, a new password is wanted now. */
export const LIFE_MS: Record<LinkPurpose, number> = { invitation: 7 * 24 * HOUR, password: 24 * HOUR };

interface LinkTimes {
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

/** Why a link does not work any more; null while it does. `now` is an instant. */
export function whyClosed(link: LinkTimes | undefined, now: string): LinkTrouble | null {
  if (!link) return 'LINK_UNKNOWN';
  if (link.used_at) return 'LINK_USED';
  if (link.revoked_at) return 'LINK_REVOKED';
  return link.expires_at <= now ? 'LINK_EXPIRED' : null;
}

export type LinkTrouble = 'LINK_UNKNOWN' | 'LINK_USED' | 'LINK_REVOKED' | 'LINK_EXPIRED';

export const TROUBLE_WORDS: Record<LinkTrouble, string> = {
  LINK_UNKNOWN: 'This link is not known here. Check that it was copied as a whole.',
  LINK_USED: 'This link was used already. Sign in with the password you chose, or ask for a new link.',
  LINK_REVOKED: 'This link was replaced by a newer one or taken back. Use the newest link, or ask for one.',
  LINK_EXPIRED: 'This link has stopped working because its time is over. Ask for a new one.',
};

interface Place {
  /** `http://host:port` as the caller addressed us; a visitor may write anything there. */
  origin: string;
  /** Chosen by the administrator; empty when not. */
  publicAddress: string;
  /** Addresses of this machine, the likeliest first. */
  known: readonly { url: string; host: string; kind: string }[];
  /** The caller is an administrator, whose browser says where the academy is. */
  trusted: boolean;
}

/** Whole names only: `localhost.evil.example` and `127.evil.example` are somebody else's. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The beginning of a link that other people open. A visitor's own word for the host is not believed unless it is ours: the link
 * would lead the person who gets it to somebody else's machine.
 */
export function linkBase({ origin, publicAddress, known, trusted }: Place): string {
  if (publicAddress !== '') return publicAddress.replace(/(?<!\/)\/+$/, '');
  const lan = known.find(address => address.kind === 'lan');
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  const ours = known.some(address => address.host === host);
  if (host !== '' && !LOOPBACK.test(host) && (trusted || ours)) return origin;
  if (lan) return lan.url;
  return LOOPBACK.test(host) ? origin : (known[0]?.url ?? origin);
}

/** The page of the academy that opens a link. The token stands behind #, which browsers send to nobody. */
export const addressOfLink = (base: string, token: string): string => `${base}/welcome#${token}`;
