/** What the list of files shows, kept in the page's address so that it can be come back to: pure. */
import type { FileKind } from '../../../../server/media/contract.ts';

export const PAGE_SIZE = 50;
export const KINDS = ['video', 'image', 'audio', 'pdf', 'document', 'captions', 'markdown', 'archive'] as const;
export const USES = ['used', 'unused'] as const;
export const SORTS = ['name', 'size', 'created_at'] as const;

export interface MediaQuery {
  search: string;
  kind: FileKind | undefined;
  use: (typeof USES)[number] | undefined;
  /** A course; 0 for files of no course. */
  course: number | undefined;
  sort: (typeof SORTS)[number];
  order: 'asc' | 'desc';
  /** From 1. */
  page: number;
}

export const EVERYTHING: MediaQuery = {
  search: '',
  kind: undefined,
  use: undefined,
  course: undefined,
  sort: 'created_at',
  order: 'desc',
  page: 1,
};

const one = <T extends string>(value: string | null, allowed: readonly T[]): T | undefined =>
  allowed.find(each => each === value);
const whole = (value: string | null, least: number): number | undefined => {
  const number = Number(value);
  return value !== null && value !== '' && Number.isInteger(number) && number >= least ? number : undefined;
};

/** From `?kind=video&page=3`; what is unknown is left out. */
export function queryOf(search: string): MediaQuery {
  const asked = new URLSearchParams(search);
  return {
    search: (asked.get('search') ?? '').slice(0, 100),
    kind: one(asked.get('kind'), KINDS),
    use: one(asked.get('use'), USES),
    course: whole(asked.get('course'), 0),
    sort: one(asked.get('sort'), SORTS) ?? 'created_at',
    order: one(asked.get('order'), ['asc', 'desc']) ?? 'desc',
    page: whole(asked.get('page'), 1) ?? 1,
  };
}

/** The address of a list; whatever is as usual is not written. */
export function addressOfMedia(query: MediaQuery): string {
  const written = new URLSearchParams();
  for (const name of ['search', 'kind', 'use', 'course', 'sort', 'order', 'page'] as const) {
    const value = query[name];
    if (value !== undefined && value !== EVERYTHING[name]) written.set(name, String(value));
  }
  return `/console/media${written.size > 0 ? `?${written}` : ''}`;
}

/** Whether something narrows the list. */
export const isFiltered = ({ search, kind, use, course }: MediaQuery): boolean =>
  search !== '' || kind !== undefined || use !== undefined || course !== undefined;
