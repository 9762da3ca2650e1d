/** Certificate numbers: `NGA-2026-000612`. Pure. */

const LETTERS = 3;
/** For names without one Latin letter. */
const NAMELESS = 'LYC';
/** Latin letters that Unicode does not take apart. */
const latin: Record<string, string> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ß: 's',
  æ: 'a',
  œ: 'o',
  þ: 't',
  ħ: 'h',
  ı: 'i',
};

/** Up to three initials of the academy's name in A–Z; a single word gives its first three letters. */
export function initials(siteName: string): string {
  const words = siteName
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, letter => latin[letter] ?? letter)
    .split(/[^\p{L}]+/u)
    .map(word => word.replace(/[^a-z]/g, ''))
    .filter(word => word !== '');
  const letters = words.length === 1 ? (words[0] as string) : words.map(word => word[0]).join('');
  return letters.slice(0, LETTERS).toUpperCase() || NAMELESS;
}

/** Number of the `sequence`th certificate of a year (UTC). */
export function certificateNumber(siteName: string, year: number, sequence: number): string {
  return `${initials(siteName)}-${year}-${String(sequence).padStart(6, '0')}`;
}
