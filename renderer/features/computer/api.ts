import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Outcome, WindowHabits } from '../../../app/ipc/contract.ts';
import { bridge } from '../../platform/bridge.ts';
import { call } from '../../platform/call.ts';

const KEY = ['computer'];

/** What the machine itself says; never asked for in a browser. */
export function useFacts() {
  return useQuery({
    queryKey: [...KEY, 'facts'],
    queryFn: async () => {
      if (!bridge) throw new Error('Only the computer itself can say this.');
      const [facts, folder] = await Promise.all([bridge.computer.facts(), bridge.appliance.dataFolder()]);
      return { ...facts, folder };
    },
    enabled: bridge !== null,
  });
}

/** Space as the server reports it, for a browser. */
export function useStorage() {
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => call('GET /overview', {}, { signal }),
    enabled: bridge === null,
  });
}

/** Refusals come as words, not as errors. */
export function useStartAtBoot() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (on: boolean): Promise<Outcome> =>
      (await bridge?.computer.setStartAtBoot(on)) ?? { outcome: 'refused', reason: '' },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useWindowHabits() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (habits: WindowHabits) => bridge?.computer.setWindow(habits),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useSetPin() {
  return useMutation({
    mutationFn: async (change: { pin: string | null; password: string }): Promise<Outcome> =>
      (await bridge?.lock.setPin(change)) ?? { outcome: 'refused', reason: '' },
  });
}
