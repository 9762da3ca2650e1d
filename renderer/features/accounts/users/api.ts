import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Invited, LinkPurpose, Role, UserListItem } from '../../../../server/accounts/contract.ts';
import type { InputOf } from '../../../platform/api-types.ts';
import { call, callPage, download } from '../../../platform/call.ts';
import { PAGE_SIZE, type UsersQuery } from './users-query.ts';

const USERS = ['users'] as const;

const askedFor = ({ search, role, state, sort, order }: UsersQuery) => ({
  sort,
  order,
  ...(search && { search }),
  ...(role && { role }),
  ...(state && { state }),
});

/** A page of the people; the page before stays while the next is fetched. */
export function useUsers(users: UsersQuery) {
  const query = { ...askedFor(users), page: users.page, per_page: PAGE_SIZE };
  return useQuery({
    queryKey: [...USERS, query],
    queryFn: ({ signal }) => callPage('GET /users', { query }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** At most as many are chosen at once; a file of them takes no more. */
export const MOST_CHOSEN = 1000;
const LARGEST_PAGE = 100;

/** Everybody whom the filters leave, in the order of the list, up to `MOST_CHOSEN`. */
export function useEverybody() {
  return useMutation({
    async mutationFn(users: UsersQuery): Promise<UserListItem[]> {
      const everybody: UserListItem[] = [];
      for (let page = 1; everybody.length < MOST_CHOSEN; page++) {
        const query = { ...askedFor(users), page, per_page: LARGEST_PAGE };
        const { items } = await callPage('GET /users', { query });
        everybody.push(...items);
        if (items.length < LARGEST_PAGE) break;
      }
      return everybody.slice(0, MOST_CHOSEN);
    },
  });
}

/** What shows people: the list here, the counts at home. */
function useStale() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: USERS }),
      queries.invalidateQueries({ queryKey: ['overview'] }),
    ]);
}

export function useAddPerson() {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: InputOf<'POST /users'>['body']) => call('POST /users', { body }),
    onSuccess: () => void stale(),
  });
}

/** What one person's change came to. */
export interface Outcome {
  user: UserListItem;
  /** Why not, in the server's words; null when it was done, or not come to. */
  refused: string | null;
  /** It was stopped before this person's turn. */
  left?: true;
}

export type Change =
  | { kind: 'suspend' }
  | { kind: 'reactivate' }
  | { kind: 'sign-out' }
  | { kind: 'roles'; rolesOf: (user: UserListItem) => Role[] };

function send(user: UserListItem, change: Change): Promise<unknown> {
  const params = { id: user.id };
  if (change.kind === 'roles') return call('PUT /users/:id/roles', { params, body: { roles: change.rolesOf(user) } });
  if (change.kind === 'sign-out') return call('POST /users/:id/sign-out', { params });
  return change.kind === 'suspend'
    ? call('POST /users/:id/suspend', { params })
    : call('POST /users/:id/reactivate', { params });
}

/**
 * Changes people one after the other; a refusal for one does not keep the others from being changed. `done` says how many it has come
 * to within `elapsed` milliseconds; whoever is left when it is stopped stays as they are.
 */
export function useChange() {
  const stale = useStale();
  const [{ done, elapsed }, setProgress] = useState({ done: 0, elapsed: 0 });
  const stopped = useRef(false);
  const change = useMutation({
    async mutationFn({ users, change: what }: { users: readonly UserListItem[]; change: Change }): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      const begun = performance.now();
      stopped.current = false;
      for (const user of users) {
        setProgress({ done: outcomes.length, elapsed: performance.now() - begun });
        if (stopped.current) break;
        const refused = await send(user, what).then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        outcomes.push({ user, refused });
      }
      return [...outcomes, ...users.slice(outcomes.length).map(user => ({ user, refused: null, left: true as const }))];
    },
    onSettled: () => void stale(),
  });
  const stop = () => {
    stopped.current = true;
  };
  return { change, done, elapsed, stop };
}

export function useSavePerson() {
  const stale = useStale();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: number } & InputOf<'PUT /users/:id'>['body']) =>
      call('PUT /users/:id', { params: { id }, body }),
    onSuccess: () => void stale(),
  });
}

/** Whether invitations and links can go by mail. */
export function useMailWorks(): boolean {
  const { data } = useQuery({
    queryKey: ['mail', 'settings'],
    queryFn: ({ signal }) => call('GET /mail/settings', {}, { signal }),
    staleTime: 60_000,
  });
  return data?.configured ?? false;
}

export function useOpenLinks(id: number) {
  return useQuery({
    queryKey: ['users', id, 'links'],
    queryFn: ({ signal }) => call('GET /users/:id/links', { params: { id } }, { signal }),
  });
}

export function useMakeLink() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, purpose, send: way }: { id: number; purpose: LinkPurpose; send: 'link' | 'mail' }) =>
      call('POST /users/:id/links', { params: { id }, body: { purpose, send: way } }),
    onSuccess: (_, { id }) => void queries.invalidateQueries({ queryKey: ['users', id, 'links'] }),
  });
}

/** Another address that somebody asked for. */
export function useWaitingChange(id: number) {
  return useQuery({
    queryKey: ['users', id, 'email-change'],
    queryFn: ({ signal }) => call('GET /users/:id/email-change', { params: { id } }, { signal }),
  });
}

export function useHandOutChange(id: number) {
  return useMutation({ mutationFn: () => call('POST /users/:id/email-change/link', { params: { id } }) });
}

/** People in one request. */
const AT_ONCE = 50;

/** Links for many people, some at a time; `share` says how far it is. */
export function useManyLinks() {
  const stale = useStale();
  const [share, setShare] = useState(0);
  const make = useMutation({
    async mutationFn({ ids, send: way }: { ids: readonly number[]; send: 'mail' | 'link' }): Promise<Invited[]> {
      const made: Invited[] = [];
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        setShare(from / ids.length);
        const some = ids.slice(from, from + AT_ONCE);
        made.push(...(await call('POST /users/links', { body: { ids: some, send: way } })));
      }
      return made;
    },
    onSettled: () => void stale(),
  });
  return { make, share };
}

/** New people at once. */
export function useInvite() {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: InputOf<'POST /users/invitations'>['body']) => call('POST /users/invitations', { body }),
    onSuccess: () => void stale(),
  });
}

export function useRevokeLink(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (linkId: number) => call('DELETE /users/:id/links/:linkId', { params: { id, linkId } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['users', id, 'links'] }),
  });
}

/** The list as a file, filtered as it is shown, or only some of it. */
export function useExport() {
  return useMutation({
    mutationFn: ({ search, role, state, ids }: UsersQuery & { ids?: readonly number[] }) =>
      download('GET /users/export', {
        query: ids
          ? { ids: ids.join(',') }
          : { ...(search && { search }), ...(role && { role }), ...(state && { state }) },
      }),
  });
}
