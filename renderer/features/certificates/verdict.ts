/** What the page of verification says of a certificate. Pure. */
import type { Verification } from '../../../server/certificates/contract.ts';

export type Verdict = 'valid' | 'forged' | 'changed' | 'withdrawn' | 'expired';

/** The one thing that matters most: who made it, then whether it is as made, then whether it still counts. */
export function verdictOf({ checks }: Pick<Verification, 'checks'>): Verdict {
  if (!checks.signed) return 'forged';
  if (!checks.unchanged) return 'changed';
  if (!checks.not_revoked) return 'withdrawn';
  return checks.not_expired ? 'valid' : 'expired';
}

/** Numbers and hashes hold neither spaces nor addresses: a pasted address of this page is cut to its last part. */
export function referenceIn(typed: string): string {
  const last = typed.trim().split(/[?#]/)[0]?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return last.replace(/\s+/g, '').slice(0, 80);
}
