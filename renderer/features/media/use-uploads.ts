import { useMemo, useSyncExternalStore } from 'react';
import type { Upload } from './upload-rules.ts';
import { currentUploads, onUploads } from './uploads.ts';

/** The uploads of a group, or all of them, as they move. */
export function useUploads(group?: string): readonly Upload[] {
  const queue = useSyncExternalStore(onUploads, currentUploads);
  return useMemo(() => (group === undefined ? queue : queue.filter(upload => upload.group === group)), [queue, group]);
}
