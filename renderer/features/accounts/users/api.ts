import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Role, UserListItem } from '../../../../server/accounts/contract.ts';
import type { InputOf } from '../../../platform/api-types.ts';
import { call, callPage } from '../../../platform/call.ts';
import { PAGE_SIZE, type UsersQuery } from './users-query.ts';

const USERS = ['users'] as const;

/** A page of the people; the page before stays while the next is fetched. */
export function useUsers({ search, role, state, sort, order, page }: UsersQuery) {
  const query = {
    sort,
    order,
    page,
    limit: PAGE_SIZE,
    ...(search && { search }),
    ...(role && { role }),
    ...(state && { state }),
  };
  return useQuery({
    queryKey: [...USERS, query],
    queryFn: ({ signal }) => callPage('GET /users', { query }, { signal }),
    placeholderData: keepPreviousData,
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
  /** Why not, in the server's words; null when it was done. */
  refused: string | null;
}

export type Change = { kind: 'suspend' } | { kind: 'reactivate' } | { kind: 'roles'; roles: Role[] };

function send(user: UserListItem, change: Change) {
  const params = { id: user.id };
  if (change.kind === 'roles') return call('PUT /users/:id/roles', { params, body: { roles: change.roles } });
  return change.kind === 'suspend'
    ? call('POST /users/:id/suspend', { params })
    : call('POST /users/:id/reactivate', { params });
}

/** Changes people one after the other; a refusal for one does not keep the others from being changed. */
export function useChange() {
  const stale = useStale();
  return useMutation({
    async mutationFn({ users, change }: { users: readonly UserListItem[]; change: Change }): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      for (const user of users) {
        const refused = await send(user, change).then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        outcomes.push({ user, refused });
      }
      return outcomes;
    },
    onSettled: () => void stale(),
  });
}
