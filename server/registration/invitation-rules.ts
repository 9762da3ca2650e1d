/** Invitations to register: how their codes look, and whether one still works. */
import type { InvitationState } from './contract.ts';

/** Nothing that is mistaken for something else when read out or written down: no 0 O, 1 I L, no U. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 10;

/** Random bytes that a code is made of; more than letters, because some are thrown away. */
export const CODE_BYTES = 64;

/** 49 bits: with sixty wrong tries an hour and address nobody guesses one. Bytes that would prefer some letters are left out. */
export function codeOf(bytes: Uint8Array): string {
  const fair = 256 - (256 % LETTERS.length);
  const letters = [...bytes].filter(byte => byte < fair).map(byte => LETTERS[byte % LETTERS.length]);
  return letters.slice(0, LENGTH).join('');
}

/** What somebody typed as it is stored. */
export const typedCode = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** In two halves, for eyes and ears. */
export const spokenCode = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

interface Facts {
  max_uses: number | null;
  used_count: number;
  expires_at: string | null;
  revoked_at: string | null;
}

/** `now` is an instant. */
export function stateOf({ max_uses, used_count, expires_at, revoked_at }: Facts, now: string): InvitationState {
  if (revoked_at !== null) return 'revoked';
  if (expires_at !== null && expires_at <= now) return 'expired';
  return max_uses !== null && used_count >= max_uses ? 'used up' : 'open';
}

export const CLOSED_WORDS = {
  'used up': ['INVITATION_USED_UP', 'Every place of this invitation is taken. Ask whoever gave it to you.'],
  expired: ['INVITATION_EXPIRED', 'The time of this invitation is over. Ask whoever gave it to you for a new one.'],
  revoked: ['INVITATION_REVOKED', 'This invitation was taken back. Ask whoever gave it to you.'],
} as const;
