import { QueryClient } from '@tanstack/react-query';
import { CallError } from './call.ts';

/** What the server refused is not asked again; a lost connection is, and when it comes back. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 3 && error instanceof CallError && error.code === 'OFFLINE',
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
