/** Acts as sentences. What is not known here is shown by its stable name. */
import type { LedgerEntry } from '../../../server/ledger/contract.ts';

export interface RolesChanged {
  gave: readonly string[];
  took: readonly string[];
}

/** Which roles were given and taken, where the act says so. */
export function rolesOf({ action, details }: Pick<LedgerEntry, 'action' | 'details'>): RolesChanged | null {
  const { from, to } = (details?.['roles'] ?? {}) as { from?: unknown; to?: unknown };
  if (action !== 'user.roles' || !Array.isArray(from) || !Array.isArray(to)) return null;
  const [before, after] = [from.map(String), to.map(String)];
  return { gave: after.filter(role => !before.includes(role)), took: before.filter(role => !after.includes(role)) };
}

export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

/** What was changed, as rows: what it was and what it is. `hidden` stands for what is only said to have changed. */
export function changesIn(details: LedgerEntry['details'], hidden: string): Change[] {
  return Object.entries(details ?? {}).map(([name, value]) => {
    if (value === 'changed') return { name, before: hidden, after: hidden };
    if (isPair(value)) return { name, before: written(value.from), after: written(value.to) };
    return { name, before: null, after: written(value) };
  });
}

const isPair = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value;

/** Lists with commas, the rest as it is. */
function written(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(one => written(one) ?? '').join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
