/**
 * What a new password must be, after NIST SP 800-63B-4 §3.1.1.2: long enough, of any characters, and none that is guessed first. What
 * it is made of matters only where the site's rules ask for it.
 */
export interface NewPasswordRules {
  min_length: number;
  check_breached: boolean;
  require_mixed: boolean;
}

export interface PasswordTrouble {
  kind: 'short' | 'known' | 'personal' | 'plain';
  message: string;
}

/** The codes by which programs and screens know them. */
export const TROUBLE_CODES = {
  short: 'VALIDATION_ERROR',
  known: 'PASSWORD_KNOWN',
  personal: 'PASSWORD_PERSONAL',
  plain: 'PASSWORD_PLAIN',
} as const;

export interface Judging {
  rules: NewPasswordRules;
  /** Names and addresses of the person and of the site: what is made of little else is guessed at once. */
  personal: readonly string[];
  /** Whether a text, in small letters, is one that everybody guesses. */
  isCommon: (text: string) => boolean;
}

/** Why it is not taken; null when it is. */
export function troubleWith(password: string, { rules, personal, isCommon }: Judging): PasswordTrouble | null {
  const text = password.normalize('NFKC');
  if (Array.from(text).length < rules.min_length)
    return { kind: 'short', message: `Use at least ${rules.min_length} characters.` };
  if (isPersonal(text, personal))
    return { kind: 'personal', message: 'This is little more than a name or an address that others know.' };
  if (rules.check_breached && isKnown(text, isCommon))
    return {
      kind: 'known',
      message: 'This password is among those that are guessed first. Take another one.',
    };
  if (rules.require_mixed && !isMixed(text))
    return {
      kind: 'plain',
      message: 'Use a small letter, a capital letter, a digit and another character.',
    };
  return null;
}

/** So much must be left when the names in it are taken out. */
const LEAST_OWN = 6;
const SHORTEST_NAME = 4;

function isPersonal(password: string, personal: readonly string[]): boolean {
  const text = password.toLowerCase();
  const words = personal.flatMap(name =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  const names = [...new Set(words)]
    .filter(word => word.length >= SHORTEST_NAME)
    .toSorted((a, b) => b.length - a.length);
  const left = names.reduce((rest, name) => rest.replaceAll(name, ''), text);
  return left !== text && Array.from(left.replace(/[^\p{L}\p{N}]/gu, '')).length < LEAST_OWN;
}

/** What is hung on before and after a word that everybody knows. */
const MOST_DECORATION = 6;
const LOOKALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function isKnown(password: string, isCommon: (text: string) => boolean): boolean {
  const text = password.toLowerCase();
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const candidates =
    text.length - core.length <= MOST_DECORATION && core.length >= SHORTEST_NAME ? [text, core] : [text];
  const plain = (word: string) => word.replace(/[013457@$!]/g, letter => LOOKALIKES[letter] as string);
  return isMonotonous(text) || [...candidates, ...candidates.map(plain)].some(isCommon);
}

/** `aaaaaaaaaa`, `abcabcabcabc`, `23456789012`. */
function isMonotonous(text: string): boolean {
  const letters = Array.from(text);
  if (new Set(letters).size < 4 || /^(.{1,4})\1+$/u.test(text)) return true;
  const codes = letters.map(letter => letter.codePointAt(0) as number);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] as number));
  const even = steps.filter(step => step === steps[0] && Math.abs(step) <= 1).length;
  return even >= steps.length - 1;
}

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];
const isMixed = (text: string) => KINDS.every(kind => kind.test(text));

/** Made with other parameters than today's, or brought along from another system: made anew at the next sign-in. */
export const isDated = (stored: string): boolean => !stored.startsWith('$argon2id$v=19$m=19456,t=2,p=1$');
