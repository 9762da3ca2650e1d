/** Which accounts may belong to one person: pure. */
import type { PairReason } from './contract.ts';

export interface Candidate {
  id: number;
  email: string;
  name_folded: string;
  phone: string | null;
}

export interface FoundPair {
  first: number;
  second: number;
  reason: PairReason;
}

/** Digits of a number without the signs that people write between them; too short ones tell nobody apart. */
export function plainPhone(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^00/, '');
  return digits.length >= 7 ? digits : null;
}

/** `Ada.Lovelace+lms@mail.example` is `adalovelace` there. */
function partsOf(email: string): { local: string; domain: string } {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  return { local: local.replace(/\+.*$/, '').replace(/[._-]/g, ''), domain };
}

/** The same before the @, or off by a slip of the pen at the same place, or one with a number behind. */
export function areSimilar(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.local === b.local) return true;
  const bare = (local: string) => local.replace(/\d+$/, '');
  if (bare(a.local) === bare(b.local) && bare(a.local).length >= 3) return true;
  const short = Math.min(a.local.length, b.local.length);
  return short >= 4 && distance(a.local, b.local, 2) <= (short >= 8 ? 2 : 1);
}

/** Levenshtein's distance, no further than `limit` + 1. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (before[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (before[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    before = row;
  }
  return before.at(-1) as number;
}

/** Pairs of which each account is in one alone, the surest first. People of one telephone number must share a part of the name. */
export function pairsOf(candidates: readonly Candidate[], most: number): FoundPair[] {
  const taken = new Set<number>();
  const pairs: FoundPair[] = [];
  const look = (
    groups: Map<string, Candidate[]>,
    reason: PairReason,
    fits: (a: Candidate, b: Candidate) => boolean,
  ) => {
    for (const group of groups.values())
      for (const [i, first] of group.entries()) {
        const second = taken.has(first.id)
          ? undefined
          : group.slice(i + 1).find(other => !taken.has(other.id) && fits(first, other));
        if (!second || pairs.length >= most) continue;
        taken.add(first.id).add(second.id);
        pairs.push({ first: first.id, second: second.id, reason });
      }
  };
  look(
    groupedBy(candidates, ({ phone }) => plainPhone(phone)),
    'same-phone',
    shareName,
  );
  look(
    groupedBy(candidates, each => each.name_folded || null),
    'same-name',
    (a, b) => areSimilar(a.email, b.email),
  );
  return pairs;
}

function shareName(a: Candidate, b: Candidate): boolean {
  const words = new Set(a.name_folded.split(' '));
  return b.name_folded.split(' ').some(word => words.has(word));
}

function groupedBy(
  candidates: readonly Candidate[],
  key: (candidate: Candidate) => string | null,
): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const name = key(candidate);
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), candidate]);
  }
  return groups;
}
