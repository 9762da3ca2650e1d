/**
 * A form that saves itself. What is typed lies in the browser's own storage at once and stays there until the server has
 * acknowledged it; before each saving the server is asked whether somebody else changed the same in the meantime.
 */
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

export interface DraftView<F extends Fields> {
  fields: F;
  state: SavingState;
  /** The server's sentence when it refused. */
  refusal: string | null;
  /** What the server holds while both sides changed the same fields. */
  conflict: { theirs: F; names: (keyof F & string)[] } | null;
}

export interface Draft<F extends Fields> {
  view: () => DraftView<F>;
  subscribe: (listener: () => void) => () => void;
  change: (changes: Partial<F>) => void;
  resolve: (keep: 'mine' | 'theirs') => void;
  /** Takes over what a deed elsewhere on the page changed on the server. */
  adopt: (loaded: F) => void;
  /** Saves now; true when nothing is left unsaved. */
  flush: () => Promise<boolean>;
  /** Begins to save by itself; answers how to stop, which saves a last time. */
  open: () => () => void;
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
    if (kept) return { base: { ...loaded, ...kept.base }, fields: { ...loaded, ...kept.fields } };
  } catch {
    // Storage refused or cut short: what the server has is all there is.
  }
  return { base: loaded, fields: loaded };
}

function keep<F extends Fields>(key: string, held: Held<F>): void {
  try {
    if (isChanged(held.base, held.fields)) localStorage.setItem(storageKey(key), JSON.stringify(held));
    else localStorage.removeItem(storageKey(key));
  } catch {
    // Without storage the text is safe as soon as the server has it.
  }
}

const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);

/** `refusalOf` is the server's sentence in an error, or nothing when the server could not be reached. */
export function createDraft<F extends Fields>(
  source: DraftSource<F>,
  refusalOf: (error: unknown) => string | undefined,
): Draft<F> {
  const { key } = source;
  const listeners = new Set<() => void>();
  let held = restored(key, source.loaded);
  let view: DraftView<F> = {
    fields: held.fields,
    state: isChanged(held.base, held.fields) ? 'unsaved' : 'saved',
    refusal: null,
    conflict: null,
  };
  let running: Promise<boolean> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  const show = (state: SavingState, more: Partial<DraftView<F>> = {}, savedAt?: number) => {
    view = { fields: held.fields, state, refusal: null, conflict: null, ...more };
    if (isOpen) reportDraft(key, state, flush, savedAt);
    clearTimeout(timer);
    if (isOpen && (state === 'unsaved' || state === 'kept'))
      timer = setTimeout(() => void flush(), state === 'kept' ? AGAIN_MS : QUIET_MS);
    for (const listener of listeners) listener();
  };
  const hold = (next: Held<F>) => {
    held = next;
    keep(key, held);
  };
  const saveOnce = async (): Promise<boolean> => {
    if (!isChanged(held.base, held.fields)) return true;
    if (view.conflict) return false;
    if (!source.isValid(held.fields)) return (show('wrong'), false);
    show('saving');
    try {
      const theirs = await source.read();
      const { fields: sent, conflicts } = merged(held.base, held.fields, theirs);
      if (conflicts.length > 0) return (show('conflict', { conflict: { theirs, names: conflicts } }), false);
      const before = held.fields;
      const saved = isChanged(theirs, sent) ? await source.save(changesOf(theirs, sent), sent) : theirs;
      // What was typed while the server worked is kept, and saved next.
      const typed = merged(before, held.fields, sent).fields;
      hold({
        base: saved,
        fields: source.settle ? source.settle(typed, sent, saved) : merged(sent, typed, saved).fields,
      });
      const clean = !isChanged(saved, held.fields);
      show(clean ? 'saved' : 'unsaved', {}, Date.now());
      return clean;
    } catch (error) {
      const refusal = refusalOf(error) ?? null;
      show(refusal ? 'wrong' : 'kept', { refusal });
      return false;
    }
  };
  const flush = (): Promise<boolean> => {
    running ??= saveOnce().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    view: () => view,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: changes => {
      hold({ ...held, fields: { ...held.fields, ...changes } });
      if (view.conflict) show('conflict', { conflict: view.conflict });
      else show('unsaved');
    },
    resolve: side => {
      const theirs = view.conflict?.theirs;
      if (!theirs) return;
      hold({ base: theirs, fields: side === 'theirs' ? theirs : { ...theirs, ...changesOf(held.base, held.fields) } });
      show(side === 'theirs' ? 'saved' : 'unsaved');
    },
    adopt: loaded => {
      // The server trims: a space at the end of what is being typed is no news.
      const theirs = Object.fromEntries(
        Object.entries(loaded).map(([name, value]) => [
          name,
          trimmed(held.base[name]) === trimmed(value) ? held.base[name] : value,
        ]),
      ) as F;
      const { fields, conflicts } = merged(held.base, held.fields, theirs);
      if (running || view.conflict || conflicts.length > 0 || !isChanged(held.base, theirs)) return;
      hold({ base: theirs, fields });
      show(view.state, { refusal: view.refusal });
    },
    flush,
    open: () => {
      isOpen = true;
      const online = () => void flush();
      addEventListener('online', online);
      show(view.state, { refusal: view.refusal, conflict: view.conflict });
      return () => {
        isOpen = false;
        clearTimeout(timer);
        removeEventListener('online', online);
        forgetDraft(key);
        void flush();
      };
    },
  };
}
