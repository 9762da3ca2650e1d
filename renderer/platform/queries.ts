import { QueryCache } from '@tanstack/react-query';
import { CallError } from './call.ts';
import { Queries } from './query-client.ts';

/** What the server refused is not asked again; a lost connection is, and when it comes back. */
export function createQueries(): Queries {
  // Somebody whose time for a second factor ends while they are here is led to setting one up.
  const queryCache = new QueryCache({
    onError(error) {
      if (error instanceof CallError && error.code === 'SECOND_FACTOR_REQUIRED')
        void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const queries = new Queries({
    queryCache,
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 3 && error instanceof CallError && error.code === 'OFFLINE',
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return queries;
}
