/** Presets, and what a change makes of the rules. */
import {
  AttemptRules,
  PasswordRules,
  type Preset,
  type PresetValues,
  type RulesChange,
  SecondFactorRules,
  SessionRules,
  type SignInSettings,
} from './contract.ts';
import { DOD_NOTICE } from './notice-rules.ts';

const { allow: _allow, block: _block, ...attempts } = AttemptRules.parse({});

const STANDARD: PresetValues = {
  password: PasswordRules.parse({}),
  attempts,
  sessions: SessionRules.parse({}),
  second_factor: SecondFactorRules.parse({}),
  notice: '',
};

/** DISA Application Security and Development STIG; each item is explained in docs/security/stig.md. */
const STIG: PresetValues = {
  password: { ...STANDARD.password, min_length: 15, require_mixed: true },
  attempts: { ...STANDARD.attempts, free_tries: 3, window: 15, lock_after: 3, lock_minutes: 0 },
  sessions: { ...STANDARD.sessions, idle: 15, idle_privileged: 10, longest_days: 1, show_last_sign_in: true },
  second_factor: { ...STANDARD.second_factor, required_roles: ['administrator', 'instructor'], grace_days: 0 },
  notice: DOD_NOTICE,
};

export const PRESETS: Readonly<Record<Exclude<Preset, 'own'>, PresetValues>> = { standard: STANDARD, stig: STIG };

type Ruled = Omit<PresetValues, 'notice'>;

/** Which preset these rules are; addresses that a site allows or blocks make no difference. */
export function presetOf(rules: SignInSettings): Preset {
  const given = comparable(rules);
  if (given === comparable(STIG) && rules.banner.text !== '') return 'stig';
  return given === comparable(STANDARD) ? 'standard' : 'own';
}

function comparable({ password, attempts: tries, sessions, second_factor }: Ruled): string {
  const roles = second_factor.required_roles.toSorted();
  return JSON.stringify(
    [password, { ...tries, allow: [], block: [] }, sessions, { ...second_factor, required_roles: roles }].map(part =>
      Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );
}

/** The rules after a change. Another text of the notice is another version of it. */
export function changed(rules: SignInSettings, change: RulesChange): SignInSettings {
  const text = change.banner?.text?.trim() ?? rules.banner.text;
  const version = text === rules.banner.text ? rules.banner.version : rules.banner.version + 1;
  return {
    password: merged(rules.password, change.password),
    attempts: merged(rules.attempts, change.attempts),
    rates: merged(rules.rates, change.rates),
    sessions: merged(rules.sessions, change.sessions),
    second_factor: merged(rules.second_factor, change.second_factor),
    banner: { text, version },
  };
}

function merged<T extends object>(values: T, change: { [K in keyof T]?: T[K] | undefined } | undefined): T {
  const given = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
  return { ...values, ...(Object.fromEntries(given) as Partial<T>) };
}
