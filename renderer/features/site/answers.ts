/** What the set-up asks, kept until it is done: pure but for the storage that is handed in. */

/** Everything but passwords, which are never kept. */
export interface Answers {
  /** How the person began. */
  way: Way | null;
  site_name: string;
  /** A small picture as a data address; empty without one. */
  logo: string;
  first_name: string;
  last_name: string;
  email: string;
  sample_course: boolean;
  /** What was chosen in the steps after the account, in words for the list of steps. */
  said: Partial<Record<StepName, string>>;
  /** The step that was open last, when the academy already has its administrator; null before. */
  begun: StepName | null;
}

export const WAYS = ['new', 'restore', 'move'] as const;
export type Way = (typeof WAYS)[number];

export const NO_ANSWERS: Answers = {
  way: null,
  site_name: '',
  logo: '',
  first_name: '',
  last_name: '',
  email: '',
  sample_course: true,
  said: {},
  begun: null,
};

export const STEPS = ['name', 'account', 'data', 'backups', 'network', 'https', 'mail', 'sample', 'ready'] as const;
export type StepName = (typeof STEPS)[number];

/** The last question before the academy and its administrator are made; what follows is changed in place. */
export const LAST_BEFORE_ACCOUNT: StepName = 'data';

/** What can be decided later, in the settings. */
export const OPTIONAL: ReadonlySet<StepName> = new Set(['backups', 'network', 'https', 'mail']);

const KEPT = 'lyceum.setup';
const LOGO_LIMIT = 400_000;

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
type Found = Partial<Record<keyof Answers, unknown>>;

/** Answers of an interrupted set-up; whatever is missing or odd is as at the beginning. */
export function keptAnswers(place: Place): Answers {
  try {
    const found = JSON.parse(place.getItem(KEPT) ?? '{}') as Found;
    const text = (name: 'site_name' | 'first_name' | 'last_name' | 'email' | 'logo', limit: number) => {
      const value = found[name];
      return typeof value === 'string' && value.length <= limit ? value : '';
    };
    return {
      way: WAYS.find(way => way === found.way) ?? null,
      site_name: text('site_name', 80),
      logo: text('logo', LOGO_LIMIT),
      first_name: text('first_name', 80),
      last_name: text('last_name', 80),
      email: text('email', 254),
      sample_course: found.sample_course !== false,
      said: saidOf(found.said),
      begun: STEPS.find(step => step === found.begun) ?? null,
    };
  } catch {
    return NO_ANSWERS; // refused storage or a foreign value: asked again
  }
}

function saidOf(found: unknown): Answers['said'] {
  if (typeof found !== 'object' || found === null) return {};
  const entries = Object.entries(found).filter(
    ([step, words]) => STEPS.some(name => name === step) && typeof words === 'string',
  );
  return Object.fromEntries(entries) as Answers['said'];
}

export function keepAnswers(place: Place, answers: Answers): void {
  const known = Object.fromEntries(Object.keys(NO_ANSWERS).map(key => [key, answers[key as keyof Answers]]));
  try {
    place.setItem(KEPT, JSON.stringify(known));
  } catch {
    // refused or full storage: the answers last as long as the page
  }
}

export function forgetAnswers(place: Place): void {
  try {
    place.removeItem(KEPT);
  } catch {
    // refused storage: nothing is kept there
  }
}

/** Whether a set-up was left after the account was made, with questions still open. */
export const isUnfinished = (place: Place): boolean => keptAnswers(place).begun !== null;

/** The name on the network as the server keeps it; see asLanName there. */
export const lanNameOf = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/\.local\.?$/, '');
