import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { bridge } from '../../platform/bridge.ts';
import { call } from '../../platform/call.ts';
import { type KeysAnswer, keysBody } from '../backups/parts/keys-question.tsx';
import type { OperationView } from '../../platform/server-view.ts';
import { useServer } from '../../platform/server.ts';
import { useSession } from '../../platform/session.tsx';
import { useConnected, useMessage } from '../../platform/socket.ts';

export function useRestorePreview(backupId: string, passphrase: string | null) {
  return useQuery({
    queryKey: ['restore', backupId, passphrase],
    queryFn: () =>
      call('POST /backups/:backupId/restore/preview', {
        params: { backupId },
        body: passphrase === null ? {} : { passphrase },
      }),
    retry: false,
  });
}

/** `onBegun` is told the id of the operation, also when the page shows the operation before the server has answered. */
export function useRestore(
  { backupId, passphrase, keys }: { backupId: string; passphrase: string | null; keys: KeysAnswer | null },
  onBegun: (operationId: string) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (confirmation: string) =>
      call('POST /backups/:backupId/restore', {
        params: { backupId },
        body: { confirmation, ...(passphrase !== null && { passphrase }), ...keysBody(keys) },
      }),
    onSuccess: ({ operation_id }) => {
      onBegun(operation_id);
      return queries.invalidateQueries({ queryKey: ['operations'] });
    },
  });
}

/** The operation while it is under way, else null. */
export const underWay = (operation: OperationView | null | undefined): OperationView | null =>
  operation && !['done', 'rolled-back', 'failed'].includes(operation.state) ? operation : null;

const OFTEN_MS = 1000;

/** The operation that runs, or the last one: by the bridge on the machine, from the server in a browser. */
export function useOperation(): OperationView | null {
  const server = useServer();
  const queries = useQueryClient();
  const { may, leaving } = useSession();
  const { data } = useQuery({
    queryKey: ['operations', 'last'],
    queryFn: () => call('GET /operations/last', {}),
    // The socket breaks off when somebody signs out, which is no pause and no reason to ask.
    enabled: !bridge && !leaving && may('system:operate'),
    refetchInterval: ({ state }) => (underWay(state.data) ? OFTEN_MS : false),
  });
  const refresh = useCallback(() => {
    void queries.invalidateQueries({ queryKey: ['operations'] });
    void queries.invalidateQueries({ queryKey: ['site', 'health'] });
  }, [queries]);
  useMessage('operation.changed', refresh);
  useMessage('operation.ended', refresh);
  const connected = useConnected(refresh);
  // A connection that breaks off may be the pause itself.
  useEffect(() => {
    if (!connected) refresh();
  }, [connected, refresh]);
  return server.operation ?? data ?? null;
}

export function useCancelOperation() {
  return useMutation({
    mutationFn: async () => {
      await (bridge ? bridge.appliance.cancelOperation() : call('POST /operations/cancel', {}));
    },
  });
}

/** On the machine itself: begins the restore that the supervisor offers. */
export function useTakeOffer() {
  return useMutation({
    mutationFn: async (request: Parameters<NonNullable<typeof bridge>['appliance']['operate']>[0]) => {
      await bridge?.appliance.operate(request);
    },
  });
}
