/** Recovery codes: for the day on which the phone is lost. */

export const CODES = 10;

/** Without letters and digits that look alike. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 12;

/** A code of twelve characters in groups of four: 59 bits. `random` answers whole numbers from 0 to below its argument. */
export function makeCode(random: (below: number) => number): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[random(ALPHABET.length)] as string);
  return [0, 4, 8].map(at => letters.slice(at, at + 4).join('')).join('-');
}

/** What somebody typed, as it is hashed: without the dashes, in small letters; null when it cannot be a code. */
export function plainCode(typed: string): string | null {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain.length === LENGTH ? plain : null;
}
