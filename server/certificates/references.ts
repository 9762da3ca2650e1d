/** A certificate is addressed by its id, its number or its verification hash. Pure. */
export type Reference = { by: 'id'; id: number } | { by: 'number'; number: string } | { by: 'hash'; hash: string };

/** Hashes are told from ids by their length. Numbers are read in either case. Answers null for what is none of the three. */
export function referenceOf(text: string): Reference | null {
  if (/^[0-9a-f]{32}$/i.test(text)) return { by: 'hash', hash: text.toLowerCase() };
  if (/^\d{1,15}$/.test(text)) return { by: 'id', id: Number(text) };
  return /^[a-z]{1,3}-\d{4}-\d{6,12}$/i.test(text) ? { by: 'number', number: text.toUpperCase() } : null;
}
