import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { reasonOf } from './api.ts';
import { createDraft, type Draft, type DraftSource, type DraftView } from './draft.ts';
import type { Fields } from './draft-rules.ts';

export type OpenDraft<F extends Fields> = DraftView<F> &
  Omit<Draft<F>, 'view' | 'subscribe' | 'open' | 'adopt'> & {
    /** As it is now, also for what was begun before the last drawing. */
    latest: () => DraftView<F>;
  };

/** A draft as long as the component is there and `source.key` stays the same; it saves itself. */
export function useDraft<F extends Fields>(source: DraftSource<F>): OpenDraft<F> {
  // Everything else of the source follows from the key.
  // oxlint-disable-next-line react/exhaustive-deps
  const draft = useMemo(() => createDraft(source, reasonOf), [source.key]);
  useEffect(() => draft.open(), [draft]);
  const { loaded } = source;
  const told = JSON.stringify(loaded);
  // oxlint-disable-next-line react/exhaustive-deps -- a new object with the same words is no news
  useEffect(() => draft.adopt(loaded), [draft, told]);
  const view = useSyncExternalStore(draft.subscribe, draft.view);
  return { ...view, latest: draft.view, change: draft.change, resolve: draft.resolve, flush: draft.flush };
}
