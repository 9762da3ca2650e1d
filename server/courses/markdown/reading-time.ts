/** Words a minute of somebody who reads to learn: below the 238 of silent reading for pleasure (Brysbaert 2019). */
const WORDS_PER_MINUTE = 200;

/** Words of a text, markup already removed or not; letters and digits count, punctuation alone does not. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
}

/** Whole minutes for a text, at least 1. */
export function minutesToRead(text: string): number {
  return Math.max(1, Math.round(countWords(text) / WORDS_PER_MINUTE));
}
