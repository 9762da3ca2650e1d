import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InputOf } from '../../platform/api-types.ts';
import { call } from '../../platform/call.ts';

/** The backups of a folder of this machine. */
export function useBackupsIn(code: string) {
  return useMutation({ mutationFn: (folder: string) => call('POST /setup/backups', { body: { code, folder } }) });
}

export function useFirstRestore(code: string) {
  return useMutation({
    mutationFn: (choice: Omit<InputOf<'POST /setup/restore'>['body'], 'code'>) =>
      call('POST /setup/restore', { body: { code, ...choice } }),
  });
}

/** Why it did not work; asked only once it is over and the machine is still without an academy. */
export function useOutcome(code: string, enabled: boolean) {
  return useQuery({
    queryKey: ['setup-outcome'],
    queryFn: () => call('POST /setup/restore/outcome', { body: { code } }),
    enabled,
    gcTime: 0,
  });
}

const LOOK_EVERY_MS = 1000;

/** How far the restore is. While nobody serves, the page that stands in answers; for a moment in between, nobody does. */
export function usePause() {
  const { data } = useQuery({
    queryKey: ['setup-pause'],
    queryFn: async () => {
      const pause = await call('GET /operation', {});
      return { pause, isSetUp: pause === null && (await call('GET /site', {})).set_up };
    },
    refetchInterval: LOOK_EVERY_MS,
    retry: false,
    networkMode: 'always',
    gcTime: 0,
  });
  const [begun, setBegun] = useState(false);
  if (data?.pause && !begun) setBegun(true);
  return {
    pause: data?.pause ?? null,
    isBack: data !== undefined && data.pause === null && (begun || data.isSetUp),
    isSetUp: data?.isSetUp === true,
  };
}
