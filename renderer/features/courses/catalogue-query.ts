/** What the catalogue shows, as it stands in the page's address: it can be sent on and come back to. Pure. */
import type { Difficulty } from '../../../server/courses/contract.ts';

export const levels = ['beginner', 'intermediate', 'advanced'] as const satisfies readonly Difficulty[];
export const sorts = ['title', 'newest', 'popular'] as const;

export interface CatalogueQuery {
  search: string;
  category: string | null;
  level: Difficulty | null;
  sort: (typeof sorts)[number];
  /** From 1. */
  page: number;
}

export const everything: CatalogueQuery = { search: '', category: null, level: null, sort: 'title', page: 1 };

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | null =>
  allowed.find(known => known === value) ?? null;

/** Reads the query part of an address; what is missing or unknown is left at "everything". */
export function readQuery(address: string): CatalogueQuery {
  const found = new URLSearchParams(address);
  const page = Number(found.get('page') ?? 1);
  return {
    search: (found.get('search') ?? '').slice(0, 100),
    category: found.get('category') || null,
    level: oneOf(levels, found.get('level')),
    sort: oneOf(sorts, found.get('sort')) ?? everything.sort,
    page: Number.isInteger(page) && page >= 1 ? page : 1,
  };
}

/** The address of a catalogue page, as short as it can be. */
export function addressOfQuery({ search, category, level, sort, page }: CatalogueQuery): string {
  const query = new URLSearchParams();
  if (search.trim() !== '') query.set('search', search.trim());
  if (category) query.set('category', category);
  if (level) query.set('level', level);
  if (sort !== everything.sort) query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  return `/catalogue${query.size > 0 ? `?${query}` : ''}`;
}

/** A change of what is shown begins again at its first page. */
export const changed = (query: CatalogueQuery, change: Partial<CatalogueQuery>): CatalogueQuery => ({
  ...query,
  page: 1,
  ...change,
});

/** Whether anything narrows the catalogue. */
export const isNarrowed = ({ search, category, level }: CatalogueQuery): boolean =>
  search.trim() !== '' || category !== null || level !== null;
