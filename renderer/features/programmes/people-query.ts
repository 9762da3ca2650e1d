/** Which people the page shows, kept in its address so that it can be come back to: pure. */
export const PAGE_SIZE = 25;
export const SHOWS = ['all', 'quiet', 'agreed'] as const;
export type Show = (typeof SHOWS)[number];

/** One's mentees, or the people of the organisation with this number. */
export type Source = 'mentees' | number;

export interface PeopleQuery {
  /** undefined: the first that there is. */
  of: Source | undefined;
  search: string;
  show: Show;
  /** From 1. */
  page: number;
}

const whole = (text: string | null): number | undefined => {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

/** From `?of=12&show=quiet`; what is unknown is left out. */
export function peopleQueryOf(address: string): PeopleQuery {
  const asked = new URLSearchParams(address);
  const of = asked.get('of');
  return {
    of: of === 'mentees' ? of : whole(of),
    search: (asked.get('search') ?? '').slice(0, 100),
    show: SHOWS.find(show => show === asked.get('show')) ?? 'all',
    page: whole(asked.get('page')) ?? 1,
  };
}

/** The address of the list; whatever is as usual is not written. */
export function addressOfPeople({ of, search, show, page }: PeopleQuery): string {
  const written = new URLSearchParams();
  if (of !== undefined) written.set('of', String(of));
  if (search) written.set('search', search);
  if (show !== 'all') written.set('show', show);
  if (page > 1) written.set('page', String(page));
  return `/people${written.size > 0 ? `?${written}` : ''}`;
}
