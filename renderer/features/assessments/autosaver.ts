/** Sends the answers of one attempt as `autosave.ts` says, and keeps on this device what is not acknowledged. */
import type { Answer, SavedAnswer } from '../../../server/assessments/contract.ts';
import * as rules from './autosave.ts';
import { type KeptAnswers, stillToSend } from './kept-answers.ts';

export interface AutosaverDeps {
  save: (questionId: number, answer: Answer) => Promise<SavedAnswer>;
  kept: KeptAnswers;
  /** Milliseconds since 1970. */
  now: () => number;
  /** The server's clock minus this device's, in milliseconds. */
  serverAhead: number;
  saved: readonly SavedAnswer[];
}

export interface AutosaverState {
  answers: ReadonlyMap<number, Answer>;
  autosave: rules.Autosave;
}

/** Codes after which sending the same again may work. */
const PASSING = ['OFFLINE', 'NOT_READY', 'RATE_LIMITED', 'INTERNAL', 'DISK_FULL', 'UNAUTHENTICATED', 'TOKEN_EXPIRED'];

export function createAutosaver({ save, kept, now, serverAhead, saved }: AutosaverDeps) {
  const last =
    saved
      .map(({ saved_at }) => saved_at)
      .sort()
      .at(-1) ?? null;
  let state: AutosaverState = {
    answers: new Map(saved.map(({ question_id, answer }) => [question_id, answer])),
    autosave: rules.begin(last),
  };
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const set = (change: Partial<AutosaverState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const move = (autosave: rules.Autosave) => {
    set({ autosave });
    pump();
  };

  function pump(): void {
    clearTimeout(timer);
    if (stopped) return;
    const out = rules.next(state.autosave, now());
    if (out) return void send(out);
    const pause = rules.pauseBefore(state.autosave, now());
    if (pause !== null) timer = setTimeout(pump, pause);
  }

  async function send({ questionId, answer, revision }: NonNullable<ReturnType<typeof rules.next>>): Promise<void> {
    const givenAt = state.autosave.waiting.get(questionId)?.givenAt ?? 0;
    set({ autosave: rules.sent(state.autosave, questionId, revision) });
    try {
      const { saved_at } = await save(questionId, answer);
      kept.forget(questionId, givenAt);
      move(rules.acknowledged(state.autosave, questionId, revision, saved_at));
    } catch (error) {
      const { code = 'INTERNAL', message = '' } = error as { code?: string; message?: string };
      if (code === 'ATTEMPT_CLOSED') {
        close();
      } else if (PASSING.includes(code)) {
        move(rules.unreached(state.autosave, now()));
      } else {
        kept.forget(questionId, givenAt);
        move(rules.refused(state.autosave, questionId, revision, message));
      }
    }
  }

  function enter(questionId: number, answer: Answer, givenAt: number, delay: number): void {
    kept.keep(questionId, { answer, givenAt });
    const answers = new Map(state.answers).set(questionId, answer);
    const autosave = rules.changed(state.autosave, { questionId, answer, now: now(), givenAt, delay });
    set({ answers, autosave });
  }

  function close(): void {
    kept.clear();
    move(rules.closed(state.autosave));
  }

  for (const [questionId, { answer, givenAt }] of stillToSend(kept.all(), saved)) enter(questionId, answer, givenAt, 0);

  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Begins to send; what was kept from before goes first. Answers the way to stop, after which nothing is sent. */
    start(): () => void {
      stopped = false;
      pump();
      return () => {
        stopped = true;
        clearTimeout(timer);
      };
    },
    answer(questionId: number, answer: Answer, delay: number): void {
      enter(questionId, answer, now() + serverAhead, delay);
      pump();
    },
    /** The connection is back. */
    wake: () => move(rules.reconnected(state.autosave)),
    /** The attempt was handed in: nothing is kept or sent any more. */
    close,
  };
}
