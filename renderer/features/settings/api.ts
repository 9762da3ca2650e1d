import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Site } from '../../../server/site/contract.ts';
import type { InputOf } from '../../platform/api-types.ts';
import { call } from '../../platform/call.ts';

/** What every page shows of the academy changes with the answer. */
function useTaken() {
  const queries = useQueryClient();
  return (site: Site) => {
    queries.setQueryData(['site'], site);
    // The kept copy of the next visit is written when it is fetched.
    void queries.invalidateQueries({ queryKey: ['site'] });
  };
}

export function useSaveSite() {
  const onSuccess = useTaken();
  return useMutation({
    mutationFn: (body: InputOf<'PUT /site'>['body']) => call('PUT /site', { body }),
    onSuccess,
  });
}

/** Largest picture in bytes; the server makes it small. */
export const LOGO_BYTES = 8 * 1024 * 1024;

export function useSetLogo() {
  const onSuccess = useTaken();
  return useMutation({
    mutationFn: async (picture: File) => call('POST /site/logo', { body: { image: await base64Of(picture) } }),
    onSuccess,
  });
}

export function useRemoveLogo() {
  const onSuccess = useTaken();
  return useMutation({ mutationFn: () => call('DELETE /site/logo', {}), onSuccess });
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In slices: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
