/** What a change of values comes to, for the record of who did what. */
import { canonical } from '../db/act-rules.ts';
import { scrub } from '../logging/scrubbing.ts';

/** By the name of the value: what it was and what it is now, or only that it changed. */
export type Changes = Record<string, { from: unknown; to: unknown } | 'changed'>;

/** Longer values are texts that somebody wrote. */
const SHOWN = 200;

/**
 * Only what is different now; values that were not given stay. Secrets, and what is too long to be shown, are only said to have
 * changed. Nothing is ever taken out of the ledger again: web addresses are told without what may be secret in them, people's
 * e-mail addresses not at all.
 */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
  secrets: readonly string[] = [],
): Changes {
  const different = Object.entries(given).filter(
    ([name, to]) => to !== undefined && canonical(to) !== canonical(before[name]),
  );
  return Object.fromEntries(
    different.flatMap(([name, to]) => {
      const from = before[name] ?? null;
      if (secrets.includes(name)) return [[name, 'changed']];
      // A group within the group: each of its values by itself.
      if (isGroup(from) && isGroup(to))
        return Object.entries(changesOf(from, to)).map(([inner, change]) => [`${name}.${inner}`, change]);
      const isLong = canonical(from).length > SHOWN || canonical(to).length > SHOWN;
      return [[name, isLong ? 'changed' : { from: shown(from), to: shown(to) }]];
    }),
  );
}

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (isGroup(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shown(one)]));
  if (typeof value !== 'string') return value;
  return /^[a-z][a-z\d+.-]*:\/\//i.test(value) && URL.canParse(value) ? placeOf(new URL(value)) : scrub(value);
}

/** Which machine: webhooks carry their secret behind it, addresses of databases before it. */
const placeOf = ({ protocol, host, username, password, pathname, search, hash }: URL) =>
  `${protocol}//${username || password ? '…@' : ''}${host}${pathname.length > 1 || search || hash ? '/…' : ''}`;

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
