import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/call.ts';

const REFRESH_MS = 15_000;

/** State of the academy, asked again every 15 seconds as long as the page is on show. */
export function useOverview() {
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => call('GET /overview', {}, { signal }),
    refetchInterval: REFRESH_MS,
  });
}
