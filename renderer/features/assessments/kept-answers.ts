/** Answers that the server has not acknowledged, kept on this device: they outlive a closed page. */
import type { Answer, SavedAnswer } from '../../../server/assessments/contract.ts';

export interface KeptAnswer {
  answer: Answer;
  /** When it was given, by the server's clock; milliseconds since 1970. */
  givenAt: number;
}

export interface KeptAnswers {
  all(): Map<number, KeptAnswer>;
  keep(questionId: number, kept: KeptAnswer): void;
  /** Forgets what was given up to this time; something newer from another window stays. */
  forget(questionId: number, givenAt: number): void;
  clear(): void;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** One entry for each question, so that two windows do not overwrite each other's. */
export function keptAnswersIn(store: Store, attemptId: number): KeptAnswers {
  const prefix = `lyceum.answer.${attemptId}.`;
  const keys = () =>
    Array.from({ length: store.length }, (_, at) => store.key(at)).filter(key => key?.startsWith(prefix)) as string[];
  const read = (key: string): KeptAnswer | null => {
    try {
      return JSON.parse(store.getItem(key) ?? 'null') as KeptAnswer | null;
    } catch {
      return null; // half written by a dying browser: as good as absent
    }
  };
  return {
    all() {
      const found = new Map<number, KeptAnswer>();
      for (const key of keys()) {
        const kept = read(key);
        if (kept) found.set(Number(key.slice(prefix.length)), kept);
      }
      return found;
    },
    keep(questionId, kept) {
      try {
        store.setItem(prefix + questionId, JSON.stringify(kept));
      } catch {
        // refused or full: the answer still lives in the page and is sent from there
      }
    },
    forget(questionId, givenAt) {
      const kept = read(prefix + questionId);
      if (kept && kept.givenAt <= givenAt) store.removeItem(prefix + questionId);
    },
    clear() {
      for (const key of keys()) store.removeItem(key);
    },
  };
}

/** Kept answers that are newer than what the server has: those are to be sent, older ones were overtaken elsewhere. */
export function stillToSend(
  kept: ReadonlyMap<number, KeptAnswer>,
  saved: readonly SavedAnswer[],
): [number, KeptAnswer][] {
  const savedAt = new Map(saved.map(({ question_id, saved_at }) => [question_id, Date.parse(saved_at)]));
  return [...kept]
    .filter(([questionId, { givenAt }]) => givenAt > (savedAt.get(questionId) ?? 0))
    .sort(([, one], [, other]) => one.givenAt - other.givenAt);
}
