import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/call.ts';

export function useOwnCertificates() {
  return useQuery({
    queryKey: ['certificates', 'mine'],
    queryFn: ({ signal }) => call('GET /users/:id/certificates', { params: { id: 'me' } }, { signal }),
  });
}

/** Checks a certificate by number or hash, anew each time the page is opened; null asks nothing. */
export function useVerification(reference: string | null) {
  return useQuery({
    queryKey: ['certificates', reference, 'verification'],
    queryFn: ({ signal }) => call('POST /certificates/:id/verify', { params: { id: reference ?? '' } }, { signal }),
    enabled: reference !== null,
    staleTime: 0,
  });
}
