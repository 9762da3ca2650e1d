/**
 * What of an attempt is still to be saved, and in which order. Pure: the clock is passed in, nothing is sent from here.
 *
 * One answer travels at a time, the one that waits longest first. A newer answer to the same question replaces a waiting
 * one; when an older one is on its way, the newer goes after it, so that the last written is the last saved.
 */
import type { Answer } from '../../../server/assessments/contract.ts';

export interface Waiting {
  answer: Answer;
  /** Counts up with every change of the attempt: tells a newer answer from the one that was sent. */
  revision: number;
  /** Milliseconds since 1970 from which on it may be sent. */
  due: number;
  /** When it was given, by the server's clock as far as this page knows it; milliseconds. */
  givenAt: number;
}

export interface Autosave {
  /** By question id. */
  waiting: ReadonlyMap<number, Waiting>;
  sending: { questionId: number; revision: number } | null;
  /** Answers that the server did not take, by question id: its sentence for the person. */
  refused: ReadonlyMap<number, string>;
  /** The server's own time of the last acknowledgement. */
  savedAt: string | null;
  /** Times in a row that the server could not be reached. */
  failures: number;
  /** Milliseconds since 1970 before which nothing is sent, after a failure. */
  pausedUntil: number;
  /** The attempt takes no more answers. */
  closed: boolean;
  revision: number;
}

/** Text is sent when nothing was typed for this long, in milliseconds; choices at once. */
export const TYPING_MS = 400;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;

export function begin(savedAt: string | null): Autosave {
  return {
    waiting: new Map(),
    sending: null,
    refused: new Map(),
    savedAt,
    failures: 0,
    pausedUntil: 0,
    closed: false,
    revision: 0,
  };
}

export interface Change {
  questionId: number;
  answer: Answer;
  /** Milliseconds since 1970. */
  now: number;
  givenAt: number;
  /** Milliseconds to wait for more. */
  delay: number;
}

/** The person answered. The last answer to a question is the one that counts. */
export function changed(state: Autosave, { questionId, answer, now, givenAt, delay }: Change): Autosave {
  if (state.closed) return state;
  const revision = state.revision + 1;
  const waiting = new Map(state.waiting).set(questionId, { answer, revision, due: now + delay, givenAt });
  return { ...state, waiting, revision, refused: without(state.refused, questionId) };
}

/** What to send now, if anything. */
export function next(state: Autosave, now: number): { questionId: number; answer: Answer; revision: number } | null {
  if (state.sending || state.closed || now < state.pausedUntil) return null;
  const due = [...state.waiting].filter(([, { due: at }]) => at <= now);
  const [first] = due.sort(([, one], [, other]) => one.revision - other.revision);
  return first ? { questionId: first[0], answer: first[1].answer, revision: first[1].revision } : null;
}

/** Milliseconds until `next` may have something; null when nothing waits, or an answer on its way decides first. */
export function pauseBefore(state: Autosave, now: number): number | null {
  if (state.sending || state.closed || state.waiting.size === 0) return null;
  const earliest = Math.min(...[...state.waiting.values()].map(({ due }) => due));
  return Math.max(0, earliest - now, state.pausedUntil - now);
}

export function sent(state: Autosave, questionId: number, revision: number): Autosave {
  return { ...state, sending: { questionId, revision } };
}

/** The server has it on disk. A newer answer to the same question still waits. */
export function acknowledged(state: Autosave, questionId: number, revision: number, savedAt: string): Autosave {
  const settled = { ...state, sending: null, failures: 0, pausedUntil: 0, savedAt };
  return state.waiting.get(questionId)?.revision === revision
    ? { ...settled, waiting: without(state.waiting, questionId) }
    : settled;
}

/** The server could not be reached: everything stays, and is tried again after 1, 2, 4 … 15 seconds. */
export function unreached(state: Autosave, now: number): Autosave {
  const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** state.failures);
  return { ...state, sending: null, failures: state.failures + 1, pausedUntil: now + pause };
}

/** The connection is back: no need to wait for the next try. */
export function reconnected(state: Autosave): Autosave {
  return { ...state, pausedUntil: 0 };
}

/** The server did not take the answer and would not take it later either. */
export function refused(state: Autosave, questionId: number, revision: number, message: string): Autosave {
  const settled = { ...state, sending: null, failures: 0, pausedUntil: 0 };
  if (state.waiting.get(questionId)?.revision !== revision) return settled;
  return {
    ...settled,
    waiting: without(state.waiting, questionId),
    refused: new Map(state.refused).set(questionId, message),
  };
}

/** The attempt was handed in, here or elsewhere. */
export function closed(state: Autosave): Autosave {
  return { ...state, sending: null, waiting: new Map(), closed: true };
}

/** Everything that the server has not acknowledged, for handing in together with the request. */
export function unsaved(state: Autosave): Record<string, Answer> {
  return Object.fromEntries([...state.waiting].map(([questionId, { answer }]) => [String(questionId), answer]));
}

export type SavedWord = 'saved' | 'saving' | 'kept';

/** What may be said to the person. Never "saved" while anything is not. */
export function wordFor(state: Autosave): SavedWord {
  if (state.waiting.size === 0) return 'saved';
  return state.failures > 0 ? 'kept' : 'saving';
}

function without<V>(map: ReadonlyMap<number, V>, key: number): ReadonlyMap<number, V> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
