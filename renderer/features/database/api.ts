import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call.ts';
import { useMessage } from '../../platform/socket.ts';

export function useDatabase() {
  const queries = useQueryClient();
  useMessage('operation.changed', () => void queries.invalidateQueries({ queryKey: ['database'] }));
  return useQuery({
    queryKey: ['database'],
    queryFn: ({ signal }) => call('GET /database', {}, { signal }),
    refetchOnMount: 'always',
  });
}

export function useTestAddress() {
  return useMutation({ mutationFn: (url: string) => call('POST /database/test', { body: { url } }) });
}

/** Begins the move; the console shows its progress by itself. */
export function useMove() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { to: 'postgres'; url: string } | { to: 'sqlite' }) => call('POST /database/move', { body }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['operations'] }),
  });
}
