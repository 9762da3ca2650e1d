/** How long somebody waits after wrong tries, and what lists of addresses may hold. */
import { refuse } from '../platform/errors/refusal.ts';
import type { ApiError } from '../platform/http/contract.ts';
import { isLoopback, membersOf, networkOf } from '../platform/net/network-rules.ts';
import type { AttemptRules } from './contract.ts';

const MINUTE_SECONDS = 60;

/** Seconds to wait after so many strikes: twice as long each time, up to the longest. */
export function waitAfter(strikes: number, { first_wait, longest_wait }: AttemptRules): number {
  return Math.min(first_wait * 2 ** Math.min(strikes - 1, 30), Math.max(first_wait, longest_wait)) * MINUTE_SECONDS;
}

/** Whether the wrong try that was just counted costs a wait: beyond the free ones, or with strikes that are not forgotten yet. */
export const isStrike = (wrong: number, free: number, strikes: number): boolean => wrong > free || strikes > 0;

type List = 'allow' | 'block';

/**
 * Refuses lists that say nothing or would shut out whoever writes them. `here` is where the administrator is now; null at the
 * command line of the machine.
 */
export function requireSensibleLists(rules: Pick<AttemptRules, List>, here: string | null): void {
  const errors = (['allow', 'block'] as const).flatMap(list =>
    rules[list].flatMap((entry, i): ApiError[] => {
      const message = troubleWith(entry, list, here);
      return message ? [{ code: 'VALIDATION_ERROR', message, field: `attempts.${list}.${i}` }] : [];
    }),
  );
  const first = errors[0];
  if (first) refuse('VALIDATION_ERROR', first.message, { details: errors });
}

/** An allowed network as large as this would be nearly everybody: the counting would be switched off by mistake. */
const WIDEST = { ipv4: 8, ipv6: 32 };

function troubleWith(entry: string, list: List, here: string | null): string | null {
  const network = networkOf(entry);
  if (!network) return `“${entry}” is neither an address nor a network. Write it like 192.0.2.7 or 192.0.2.0/24.`;
  if (list === 'allow')
    return network.prefix < WIDEST[network.family]
      ? `“${entry}” is so large a network that nearly nobody would be counted.`
      : null;
  const holds = membersOf([entry]);
  if (['127.0.0.1', '::1'].some(holds) || isLoopback(network.address))
    return `“${entry}” is this computer itself, which is never blocked.`;
  return here !== null && holds(here)
    ? `“${entry}” holds the address you are at (${here}); you would lock yourself out.`
    : null;
}
