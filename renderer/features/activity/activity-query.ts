/** What the room shows, kept in the page's address so that it can be come back to and handed on: pure. */
export const VIEWS = ['log', 'jobs', 'acts', 'diagnostics'] as const;
export type View = (typeof VIEWS)[number];
export const LEVELS = ['warn', 'error'] as const;
export const ROLES = ['supervisor', 'web', 'jobs'] as const;
export const PERIODS = { hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 } as const;
/** The log holds days, not years. */
export const LOG_PERIODS = ['hour', 'day', 'week'] as const;
export type Period = keyof typeof PERIODS;
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const ACT_KINDS = [
  'session',
  'user',
  'mentoring',
  'organisation',
  'course',
  'module',
  'assessment',
  'attempt',
  'certificate',
  'file',
  'site',
  'mail',
  'network',
  'https',
  'backup',
  'database',
  'update',
  'health',
  'alerts',
  'diagnostics',
  'upkeep',
  'scanning',
  'ledger',
  'rules',
  'factor',
  'identity',
  'provider',
  'privacy',
  'consent',
  'keys',
] as const;

export interface ActivityQuery {
  view: View;
  text: string;
  level: (typeof LEVELS)[number] | undefined;
  role: (typeof ROLES)[number] | undefined;
  period: Period | undefined;
  state: (typeof JOB_STATES)[number] | undefined;
  kind: (typeof ACT_KINDS)[number] | undefined;
  /** Part of the name of who did it. */
  who: string;
  /** Address that it came from, or its beginning. */
  address: string;
  /** Number of the person who did it. */
  user: number | undefined;
  /** What it was about, `course-12`. */
  about: string | undefined;
  /** Jobs that come by themselves, such as samples and sweeps, are shown too. */
  routine: boolean;
  /** From 1. */
  page: number;
}

const one = <T extends string>(value: string | null, allowed: readonly T[]): T | undefined =>
  allowed.find(each => each === value);

const whole = (text: string | null): number | undefined =>
  text !== null && Number.isInteger(Number(text)) && Number(text) > 0 ? Number(text) : undefined;

/** From `?view=jobs&state=failed`; what is unknown is left out. */
export function queryOf(search: string): ActivityQuery {
  const asked = new URLSearchParams(search);
  return {
    view: one(asked.get('view'), VIEWS) ?? 'log',
    text: (asked.get('text') ?? '').slice(0, 100),
    level: one(asked.get('level'), LEVELS),
    role: one(asked.get('role'), ROLES),
    period: one(asked.get('period'), Object.keys(PERIODS) as Period[]),
    state: one(asked.get('state'), JOB_STATES),
    kind: one(asked.get('kind'), ACT_KINDS),
    who: (asked.get('who') ?? '').slice(0, 100),
    address: (asked.get('address') ?? '').slice(0, 45),
    user: whole(asked.get('user')),
    about: /^[a-z-]+-\d+$/.exec(asked.get('about') ?? '')?.[0],
    routine: asked.get('routine') === 'true',
    page: whole(asked.get('page')) ?? 1,
  };
}

/** The address of the room; whatever is as usual is not written. */
export function addressOfActivity(query: Partial<ActivityQuery>): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const usual = !value || value === 'log' || (name === 'page' && value === 1);
    if (!usual) written.set(name, String(value));
  }
  return `/console/activity${written.size > 0 ? `?${written}` : ''}`;
}
