import { useEffect, useEffectEvent } from 'react';

/** Where an entry of the browser's history says which question it showed. */
const QUESTION = 'setup';

const questionIn = (state: unknown): unknown => (state as Partial<Record<string, unknown>> | null)?.[QUESTION];

/**
 * Gives each question an entry in the browser's history, so that Back on a mouse or a phone leads to the question before and not out
 * of the set-up. `onReturn` is told the question of the entry that was gone to, which it need not show.
 */
export function useBrowserHistory(question: string, onReturn: (question: string) => void): void {
  useEffect(() => {
    const state: unknown = window.history.state;
    const before = questionIn(state);
    if (before === question) return;
    // The router keeps its own place there as well.
    const entry = { ...(state as object | null), [QUESTION]: question };
    if (before === undefined) window.history.replaceState(entry, '');
    else window.history.pushState(entry, '');
  }, [question]);
  const onPop = useEffectEvent(({ state }: PopStateEvent) => {
    const gone = questionIn(state);
    if (typeof gone === 'string' && gone !== question) onReturn(gone);
  });
  useEffect(() => {
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);
}
