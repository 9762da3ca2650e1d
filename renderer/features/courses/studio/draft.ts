/**
 * A form that saves itself. What is typed lies in the browser's own storage at once and stays there until the server has
 * acknowledged it; before each saving the server is asked whether somebody else changed the same in the meantime.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CallError } from '../../../platform/call.ts';
import { changesOf, type Fields, isChanged, merged } from './draft-rules.ts';
import { forgetDraft, reportDraft, type SavingState } from './saving.ts';

const QUIET_MS = 900;
const AGAIN_MS = 5000;

export interface DraftSource<F extends Fields> {
  /** Name of what is edited: `module-7`. */
  key: string;
  /** As loaded when the form opened. */
  loaded: F;
  /** As the server has it now. */
  read: () => Promise<F>;
  /** Saves changed fields, with all fields at hand; answers what the server has then. */
  save: (changes: Partial<F>, all: F) => Promise<F>;
  /** False while a mistake must be mended first. */
  isValid: (fields: F) => boolean;
  /** What the form shows once `sent` was answered by `saved`, when it shows `current` by then. */
  settle?: (current: F, sent: F, saved: F) => F;
}

export interface Draft<F extends Fields> {
  fields: F;
  change: (change: Partial<F>) => void;
  state: SavingState;
  /** The server's sentence when it refused. */
  refusal: string | null;
  /** What the server holds while both sides changed the same fields. */
  conflict: { theirs: F; names: (keyof F & string)[] } | null;
  resolve: (keep: 'mine' | 'theirs') => void;
  flush: () => Promise<boolean>;
}

interface Held<F> {
  base: F;
  fields: F;
}

const storageKey = (key: string) => `lyceum.draft.${key}`;

/** What was typed before the page was closed, if the server never got it. */
function restored<F extends Fields>(key: string, loaded: F): Held<F> {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey(key)) ?? 'null') as Held<F> | null;
    return kept ? { base: { ...loaded, ...kept.base }, fields: { ...loaded, ...kept.fields } } : { base: loaded, fields: loaded };
  } catch {
    return { base: loaded, fields: loaded }; // storage refused or cut short: what the server has is all there is
  }
}

function keep<F extends Fields>(key: string, held: Held<F>): void {
  try {
    if (isChanged(held.base, held.fields)) localStorage.setItem(storageKey(key), JSON.stringify(held));
    else localStorage.removeItem(storageKey(key));
  } catch {
    // Without storage the text is safe as soon as the server has it.
  }
}

export function useDraft<F extends Fields>(source: DraftSource<F>): Draft<F> {
  const { key, loaded } = source;
  const latest = useRef(source);
  latest.current = source;
  const first = useMemo(() => restored(key, loaded), [key]);
  const held = useRef(first);
  const running = useRef<Promise<boolean> | null>(null);
  const [fields, setFields] = useState(first.fields);
  const [status, setStatus] = useState<Pick<Draft<F>, 'state' | 'refusal' | 'conflict'>>({
    ...{ state: isChanged(first.base, first.fields) ? 'unsaved' : 'saved', refusal: null, conflict: null },
  });

  const show = useCallback(
    (next: Held<F>) => {
      held.current = next;
      keep(key, next);
      setFields(next.fields);
    },
    [key],
  );
  const flush = useCallback((): Promise<boolean> => {
    running.current ??= saveOnce(held, latest, show, setStatus).finally(() => {
      running.current = null;
    });
    return running.current;
  }, [show]);
  const change = useCallback(
    (changes: Partial<F>) => {
      show({ ...held.current, fields: { ...held.current.fields, ...changes } });
      setStatus(now => (now.conflict ? now : { state: 'unsaved', refusal: null, conflict: null }));
    },
    [show],
  );
  const resolve = useCallback(
    (side: 'mine' | 'theirs') => {
      const theirs = status.conflict?.theirs;
      if (!theirs) return;
      show({ base: theirs, fields: side === 'theirs' ? theirs : { ...theirs, ...changesOf(held.current.base, held.current.fields) } });
      setStatus({ state: side === 'theirs' ? 'saved' : 'unsaved', refusal: null, conflict: null });
    },
    [status.conflict, show],
  );

  useSavingRhythm({ key, fields, state: status.state, flush });
  return { fields, change, ...status, resolve, flush };
}

type Status<F extends Fields> = Pick<Draft<F>, 'state' | 'refusal' | 'conflict'>;

/** Answers true when nothing is left unsaved. */
async function saveOnce<F extends Fields>(
  held: { current: Held<F> },
  latest: { current: DraftSource<F> },
  show: (held: Held<F>) => void,
  setStatus: (status: Status<F>) => void,
): Promise<boolean> {
  const { read, save, isValid, settle } = latest.current;
  if (!isChanged(held.current.base, held.current.fields)) return true;
  if (!isValid(held.current.fields)) {
    setStatus({ state: 'wrong', refusal: null, conflict: null });
    return false;
  }
  setStatus({ state: 'saving', refusal: null, conflict: null });
  try {
    const theirs = await read();
    const { fields: sent, conflicts } = merged(held.current.base, held.current.fields, theirs);
    if (conflicts.length > 0) {
      setStatus({ state: 'conflict', refusal: null, conflict: { theirs, names: conflicts } });
      return false;
    }
    const saved = isChanged(theirs, sent) ? await save(changesOf(theirs, sent), sent) : theirs;
    const current = held.current.fields;
    show({ base: saved, fields: settle ? settle(current, sent, saved) : merged(sent, current, saved).fields });
    const clean = !isChanged(saved, held.current.fields);
    setStatus({ state: clean ? 'saved' : 'unsaved', refusal: null, conflict: null });
    return clean;
  } catch (error) {
    const refusal = error instanceof CallError && error.code !== 'OFFLINE' ? error.message : null;
    setStatus({ state: refusal ? 'wrong' : 'kept', refusal, conflict: null });
    return false;
  }
}

interface Rhythm {
  key: string;
  fields: unknown;
  state: SavingState;
  flush: () => Promise<boolean>;
}

/** Saves after a pause in typing, on leaving, and when the connection is back; tells the top bar. */
function useSavingRhythm({ key, fields, state, flush }: Rhythm): void {
  useEffect(() => {
    if (state !== 'unsaved' && state !== 'kept') return;
    const timer = setTimeout(() => void flush(), state === 'kept' ? AGAIN_MS : QUIET_MS);
    return () => clearTimeout(timer);
  }, [fields, state, flush]);
  useEffect(() => {
    const online = () => void flush();
    addEventListener('online', online);
    return () => removeEventListener('online', online);
  }, [flush]);
  const saved = useRef(state);
  useEffect(() => {
    const justSaved = state === 'saved' && saved.current !== 'saved';
    saved.current = state;
    reportDraft(key, state, flush, justSaved ? Date.now() : undefined);
  }, [key, state, flush]);
  useEffect(
    () => () => {
      forgetDraft(key);
      void flush();
    },
    [key, flush],
  );
}
