/** Who must have a second factor, from when on, and what that means for what they may do. */
import type { FactorStanding } from './contract.ts';

const DAY = 86_400_000;

export interface FactorRules {
  required_roles: readonly string[];
  /** Days from the first sign-in on which it was asked. */
  grace_days: number;
  passkey_only_allowed: boolean;
}

interface PersonFacts {
  roles: readonly string[];
  enrolled: boolean;
  /** When it was first asked of the person. */
  askedAt: string | null;
}

/** Whether one of the roles must have a second factor. */
export const isRequired = (
  roles: readonly string[],
  { required_roles }: Pick<FactorRules, 'required_roles'>,
): boolean => roles.some(role => required_roles.includes(role));

/** `now` in milliseconds. Somebody of whom it was never asked has not begun to be late, unless there is no grace at all. */
export function standingOf({ roles, enrolled, askedAt }: PersonFacts, rules: FactorRules, now: number): FactorStanding {
  const required = isRequired(roles, rules);
  const begun = askedAt === null ? (rules.grace_days === 0 ? now : null) : Date.parse(askedAt);
  const due = required && !enrolled && begun !== null ? begun + rules.grace_days * DAY : null;
  return {
    required,
    enrolled,
    due_at: due === null ? null : new Date(due).toISOString(),
    overdue: due !== null && due <= now,
  };
}
