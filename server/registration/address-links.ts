/** Links in mails that prove an address: made in the caller's transaction, followed once. */
import { type Clock, instant } from '../platform/clock.ts';
import { randomToken, sha256 } from '../platform/crypto/secrets.ts';
import type { Unit } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import { LINK_LIFE, LINK_WORDS, type LinkPurpose, whyOver } from './change-rules.ts';
import type { AddressLinkRow, WaitingRepository } from './repository/waiting.ts';

export interface AddressLinksDeps {
  clock: Clock;
  waiting: WaitingRepository;
  /** Wrong tokens and codes of one address. */
  guesses: Limit;
}

const PAGES: Record<LinkPurpose, string> = {
  verify: '/verify-email',
  'change-old': '/confirm-email',
  'change-new': '/confirm-email',
  return: '/return',
};

type About = { registration_id: number } | { change_id: number } | { user_id: number };

export type AddressLinks = ReturnType<typeof createAddressLinks>;

export function createAddressLinks({ clock, waiting, guesses }: AddressLinksDeps) {
  return {
    /** Older links for the same stop working. The token stands behind #, which browsers send to nobody. */
    async make(
      { tx }: Unit,
      purpose: LinkPurpose,
      about: About,
      base: string,
    ): Promise<{ link: string; until: string }> {
      const [now, token] = [clock.now(), randomToken()];
      const until = instant(now + LINK_LIFE[purpose]);
      await waiting.revokeLinks(tx, { ...about, purpose }, instant(now));
      const times = { created_at: instant(now), expires_at: until };
      await waiting.insertLink(tx, { ...about, ...times, purpose, token_hash: sha256(token) });
      return { link: `${base}${PAGES[purpose]}#${token}`, until };
    },
    /** Refuses with the reason why the link does not work; tokens that nobody was given are counted. */
    async requireOpen(token: string, purposes: readonly LinkPurpose[], from: From): Promise<AddressLinkRow> {
      await guesses.check(from.ip);
      const found = await waiting.link(sha256(token));
      const link = found && purposes.includes(found.purpose) ? found : undefined;
      const trouble = whyOver(link, instant(clock.now()));
      if (trouble === 'LINK_UNKNOWN') await guesses.count(from.ip);
      if (trouble) refuse(trouble, LINK_WORDS[trouble]);
      return link as AddressLinkRow;
    },
    /** Uses it up; of two at the same moment one is refused. */
    async use({ tx }: Unit, { id }: AddressLinkRow): Promise<void> {
      if (!(await waiting.useLink(tx, id, instant(clock.now())))) refuse('LINK_USED', LINK_WORDS.LINK_USED);
    },
  };
}

export const linkOver = (): never => refuse('LINK_REVOKED', LINK_WORDS.LINK_REVOKED);
