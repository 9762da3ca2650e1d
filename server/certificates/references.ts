/** A certificate is addressed by its id, its number or its verification hash. Pure. */
export type Reference = { by: 'id'; id: number } | { by: 'number'; number: string } | { by: 'hash'; hash: string };

/** Hashes are told from ids by their length: an id never has 32 digits. Numbers are read in either case. */
export function referenceOf(text: string): Reference {
  if (/^[0-9a-f]{32}$/i.test(text)) return { by: 'hash', hash: text.toLowerCase() };
  if (/^\d{1,15}$/.test(text)) return { by: 'id', id: Number(text) };
  return { by: 'number', number: text.toUpperCase() };
}
