/** What the list of people shows, kept in the page's address so that it can be come back to: pure. */
import type { Role } from '../../../../server/accounts/contract.ts';

export const PAGE_SIZE = 50;
export const ROLES = ['student', 'instructor', 'mentor', 'corporate_representative', 'administrator'] as const;
export const STATES = ['active', 'invited', 'suspended'] as const;
export const SORTS = ['name', 'email', 'last_sign_in_at'] as const;

export interface UsersQuery {
  search: string;
  role: Role | undefined;
  state: (typeof STATES)[number] | undefined;
  sort: (typeof SORTS)[number];
  order: 'asc' | 'desc';
  /** From 1. */
  page: number;
}

export const EVERYBODY: UsersQuery = {
  search: '',
  role: undefined,
  state: undefined,
  sort: 'name',
  order: 'asc',
  page: 1,
};

const one = <T extends string>(value: string | null, allowed: readonly T[]): T | undefined =>
  allowed.find(each => each === value);

/** From `?role=mentor&page=3`; what is unknown is left out. */
export function queryOf(search: string): UsersQuery {
  const asked = new URLSearchParams(search);
  const page = Number(asked.get('page'));
  return {
    search: (asked.get('search') ?? '').slice(0, 100),
    role: one(asked.get('role'), ROLES),
    state: one(asked.get('state'), STATES),
    sort: one(asked.get('sort'), SORTS) ?? 'name',
    order: one(asked.get('order'), ['asc', 'desc']) ?? 'asc',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a list; whatever is as usual is not written. */
export function addressOfUsers(query: UsersQuery): string {
  const written = new URLSearchParams();
  for (const name of ['search', 'role', 'state', 'sort', 'order', 'page'] as const) {
    const value = query[name];
    if (value !== undefined && value !== EVERYBODY[name]) written.set(name, String(value));
  }
  return `/console/users${written.size > 0 ? `?${written}` : ''}`;
}

/** Whether something narrows the list. */
export const isFiltered = ({ search, role, state }: UsersQuery): boolean =>
  search !== '' || role !== undefined || state !== undefined;
