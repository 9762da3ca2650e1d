/** Why a row came to what it came to: codes are kept, words are told. */
import type { OutcomeCode } from './contract.ts';

const WORDS: Record<OutcomeCode, string> = {
  LEFT_OUT: 'Left out by choice.',
  ADDRESS_TAKEN: 'Meanwhile somebody else has this address.',
  PERSON_CHANGED: 'Meanwhile this person has another address, or is gone.',
  GONE: 'This account is not there any more.',
  SIGNED_IN: 'This person has signed in or chosen a password.',
  LEARNING: 'This person has begun courses, or is named in them.',
  CHANGED_SINCE: 'It was changed again since.',
};

/** An import of an earlier version kept the words themselves. */
export const wordsOfOutcome = (kept: string | null): string | null => WORDS[kept as OutcomeCode] ?? kept;

export const codeOfOutcome = (kept: string | null): OutcomeCode | null =>
  kept !== null && Object.hasOwn(WORDS, kept) ? (kept as OutcomeCode) : null;
