/** The rules of signing in as fields of one form, `password.min_length`, and back again. */
import type { PresetValues, RulesChange, SignInRules } from '../../../server/sign-in-rules/contract.ts';

/** Whole numbers with their bounds, in the order of the form. The server holds to the same. */
export const NUMBERS = {
  'password.min_length': [8, 64],
  'attempts.free_tries': [1, 100],
  'attempts.per_account': [1, 1000],
  'attempts.per_address': [1, 10_000],
  'attempts.window': [1, 1440],
  'attempts.first_wait': [1, 60],
  'attempts.longest_wait': [1, 1440],
  'attempts.lock_after': [0, 100],
  'attempts.lock_minutes': [0, 43_200],
  'sessions.idle': [0, 10_080],
  'sessions.idle_privileged': [0, 10_080],
  'sessions.longest_days': [1, 90],
  'sessions.step_up_minutes': [1, 240],
  'second_factor.grace_days': [0, 90],
  'rates.anonymous_per_hour': [0, 1_000_000],
  'rates.signed_in_per_hour': [0, 1_000_000],
  'rates.uploads_per_hour': [0, 1_000_000],
  'rates.heavy_per_hour': [0, 1_000_000],
  'rates.links_per_hour': [0, 1_000_000],
  'rates.registrations_per_hour': [0, 1_000_000],
  'rates.verifications_per_hour': [0, 1_000_000],
  'rates.pages_per_hour': [0, 1_000_000],
} as const;
export type NumberName = keyof typeof NUMBERS;

export const SWITCHES = [
  'password.check_breached',
  'password.require_mixed',
  'sessions.show_last_sign_in',
  'second_factor.passkey_only_allowed',
] as const;
export type SwitchName = (typeof SWITCHES)[number];

type Role = SignInRules['second_factor']['required_roles'][number];

/** Lists are written one entry in a line. */
export type FlatRules = Record<NumberName, number> &
  Record<SwitchName, boolean> &
  Record<'attempts.allow' | 'attempts.block' | 'banner.text', string> & { 'second_factor.required_roles': Role[] };
export type RuleName = keyof FlatRules;

type Parts = Record<string, Record<string, unknown>>;

const at = (parts: Parts, name: string): unknown => {
  const [part = '', field = ''] = name.split('.');
  return parts[part]?.[field];
};

export function flatOf(rules: SignInRules): FlatRules {
  const parts = rules as unknown as Parts;
  const plain = [...Object.keys(NUMBERS), ...SWITCHES, 'second_factor.required_roles', 'banner.text'];
  return {
    ...Object.fromEntries(plain.map(name => [name, at(parts, name)])),
    'attempts.allow': rules.attempts.allow.join('\n'),
    'attempts.block': rules.attempts.block.join('\n'),
  } as FlatRules;
}

const linesOf = (text: string) =>
  text
    .split(/[\n,]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '');

/** What is sent to the server: only what was changed. */
export function changeOf(changes: Partial<FlatRules>): RulesChange {
  const parts: Parts = {};
  for (const [name, value] of Object.entries(changes)) {
    const [part = '', field = ''] = name.split('.');
    const isList = name === 'attempts.allow' || name === 'attempts.block';
    parts[part] = { ...parts[part], [field]: isList ? linesOf(String(value)) : value };
  }
  return parts;
}

export interface PresetChange {
  name: RuleName;
  from: FlatRules[RuleName];
  to: FlatRules[RuleName];
}

/** What a preset would change of these rules, in the order of the form. */
export function changesOfPreset(rules: SignInRules, preset: PresetValues): PresetChange[] {
  const now = flatOf(rules);
  const parts = preset as unknown as Parts;
  const names = Object.keys(now) as RuleName[];
  const changes = names.flatMap((name): PresetChange[] => {
    const to = at(parts, name) as FlatRules[RuleName] | undefined;
    return to === undefined || JSON.stringify(to) === JSON.stringify(now[name]) ? [] : [{ name, from: now[name], to }];
  });
  const { notice } = preset;
  if (notice !== '' && rules.banner.text === '') changes.push({ name: 'banner.text', from: '', to: notice });
  return changes;
}
