/** What the set-up asks, kept until it is sent: pure but for the storage that is handed in. */

/** Everything but the password, which is never kept. */
export interface Answers {
  site_name: string;
  first_name: string;
  last_name: string;
  email: string;
  sample_course: boolean;
}

export const NO_ANSWERS: Answers = { site_name: '', first_name: '', last_name: '', email: '', sample_course: true };

export const STEPS = ['name', 'account', 'data', 'sample', 'ready'] as const;
export type StepName = (typeof STEPS)[number];

const KEPT = 'lyceum.setup';

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Answers of an interrupted set-up in this window; whatever is missing or odd is as at the beginning. */
export function keptAnswers(place: Place): Answers {
  try {
    const found = JSON.parse(place.getItem(KEPT) ?? '{}') as Partial<Record<keyof Answers, unknown>>;
    const text = (name: 'site_name' | 'first_name' | 'last_name' | 'email', limit: number) => {
      const value = found[name];
      return typeof value === 'string' ? value.slice(0, limit) : '';
    };
    return {
      site_name: text('site_name', 80),
      first_name: text('first_name', 80),
      last_name: text('last_name', 80),
      email: text('email', 254),
      sample_course: found.sample_course !== false,
    };
  } catch {
    return NO_ANSWERS; // refused storage or a foreign value: asked again
  }
}

export function keepAnswers(place: Place, { site_name, first_name, last_name, email, sample_course }: Answers): void {
  try {
    place.setItem(KEPT, JSON.stringify({ site_name, first_name, last_name, email, sample_course }));
  } catch {
    // refused storage: the answers last as long as the page
  }
}

export function forgetAnswers(place: Place): void {
  try {
    place.removeItem(KEPT);
  } catch {
    // refused storage: nothing is kept there
  }
}

/** Characters, as the server counts them; see NewPassword in the accounts contract. */
export const PASSWORD_MIN = 10;
const LONG = 16;
const FEW_DIFFERENT = 5;

export type Strength =
  | { kind: 'short'; missing: number }
  | { kind: 'weak'; reason: 'personal' | 'repeated' }
  | { kind: 'good' }
  | { kind: 'strong' };

/** NIST SP 800-63B in plain words: length counts, kinds of characters do not; own names and repetition are easy to guess. */
export function strengthOf(password: string, own: readonly string[]): Strength {
  if (password.length < PASSWORD_MIN) return { kind: 'short', missing: PASSWORD_MIN - password.length };
  const lower = password.toLowerCase();
  if (own.some(word => word.length > 3 && lower.includes(word.toLowerCase()))) {
    return { kind: 'weak', reason: 'personal' };
  }
  if (new Set(lower).size < FEW_DIFFERENT) return { kind: 'weak', reason: 'repeated' };
  return { kind: password.length >= LONG ? 'strong' : 'good' };
}
