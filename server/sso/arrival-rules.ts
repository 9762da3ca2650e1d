/** What becomes of somebody whom a provider vouches for. Pure. */
import { Email, type Role } from '../accounts/contract.ts';
import { NOT_IN_A_LINE } from '../platform/http/contract.ts';
import type { GroupRole, ProviderPreset } from './contract.ts';

/** What a provider says of somebody: claims of OpenID Connect Core 1.0 §5.1. */
export interface Claims {
  subject: string;
  email: string | null;
  emailVerified: boolean;
  firstName: string;
  lastName: string;
  groups: readonly string[];
  /** How the person proved there who they are: `amr` and `acr`. */
  proofs: readonly string[];
  /** When they last did, seconds since 1970 (`auth_time`); null when it is not told. */
  provedAt: number | null;
}

export interface Arrival {
  claims: Claims;
  /** Person to whom this account at the provider is joined. */
  joinedTo: number | null;
  /** Person here who has the e-mail address. */
  sameAddress: number | null;
  provider: { createsAccounts: boolean; domains: readonly string[] };
}

export type Decision =
  | { kind: 'sign-in'; userId: number }
  /** The address is somebody's: they show that it is theirs by signing in here once. */
  | { kind: 'prove' }
  | { kind: 'create'; email: string }
  | { kind: 'refuse'; why: 'domain' | 'no-address' | 'not-verified' | 'no-account' };

/**
 * An account here is never given away for an address alone: whoever runs a provider could claim any. The subject decides; where it
 * is new, the person proves who they are, or a new account is made for an address that the provider has verified.
 */
export function decide({ claims, joinedTo, sameAddress, provider }: Arrival): Decision {
  if (provider.domains.length > 0 && !isOf(claims, provider.domains)) return { kind: 'refuse', why: 'domain' };
  if (joinedTo !== null) return { kind: 'sign-in', userId: joinedTo };
  if (sameAddress !== null) return { kind: 'prove' };
  if (!provider.createsAccounts) return { kind: 'refuse', why: 'no-account' };
  if (claims.email === null) return { kind: 'refuse', why: 'no-address' };
  if (!claims.emailVerified) return { kind: 'refuse', why: 'not-verified' };
  return { kind: 'create', email: claims.email };
}

/** Only a verified address says where somebody belongs. */
function isOf({ email, emailVerified }: Claims, domains: readonly string[]): boolean {
  const domain = email?.split('@').at(-1)?.toLowerCase();
  return emailVerified && domain !== undefined && domains.includes(domain);
}

/** Roles that the groups give, without repetition, in the order of the table. */
export function rolesOf(groups: readonly string[], table: readonly GroupRole[]): Role[] {
  return [...new Set(table.filter(({ group }) => groups.includes(group)).map(({ role }) => role))];
}

/**
 * Roles after signing in. With `replace` only roles that the table knows are taken away: what the provider knows nothing of is not
 * its to decide. Somebody without any role becomes a student.
 */
export function rolesAfter(
  held: readonly Role[],
  given: readonly Role[],
  { mode, table }: { mode: 'add' | 'replace'; table: readonly GroupRole[] },
): Role[] {
  const known = new Set(table.map(({ role }) => role));
  const kept = mode === 'add' ? held : held.filter(role => !known.has(role) || given.includes(role));
  const roles = [...new Set([...kept, ...given])];
  return roles.length > 0 ? roles : ['student'];
}

const text = (value: unknown): string => (typeof value === 'string' ? value.replace(NOT_IN_A_LINE, ' ').trim() : '');

/** Reads claims, from whichever of the usual places they stand in. Groups may be a list or one text. */
export function claimsOf(raw: Readonly<Record<string, unknown>>, groupClaim: string): Claims {
  const email = Email.safeParse(text(raw['email'])).data ?? '';
  const [first = '', ...rest] = text(raw['name']).split(/\s+/);
  const firstName = text(raw['given_name']) || first || email.split('@')[0] || 'Unnamed';
  const lastName = text(raw['family_name']) || rest.join(' ') || '–';
  const groups = groupClaim === '' ? undefined : valueAt(raw, groupClaim);
  const { auth_time: provedAt } = raw;
  return {
    // Compared to the letter (OpenID Connect Core 1.0 §2).
    subject: typeof raw['sub'] === 'string' ? raw['sub'] : '',
    email: email === '' ? null : email,
    // Some providers write it as text.
    emailVerified: raw['email_verified'] === true || raw['email_verified'] === 'true',
    firstName: firstName.slice(0, 80),
    lastName: lastName.slice(0, 80),
    groups: textsOf(groups),
    proofs: [...textsOf(raw['amr']), ...textsOf(raw['acr'])],
    provedAt: typeof provedAt === 'number' ? provedAt : null,
  };
}

/** A list of texts, or one of them by itself. */
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : [text(value)].filter(Boolean);

/** Clocks of small offices differ: so many milliseconds are forgiven. */
const FORGIVEN_MS = 2 * 60_000;

/** The moment of that proof in milliseconds, never later than `now`; null when it is not told: a sign-in there may have been silent. */
export const proofMoment = ({ provedAt }: Pick<Claims, 'provedAt'>, now: number): number | null =>
  provedAt === null ? null : Math.min(now, provedAt * 1000);

/** Whether somebody who set out at `since` (milliseconds since 1970) was asked anew, and did not merely come back. */
export const hasProvedSince = ({ provedAt }: Pick<Claims, 'provedAt'>, since: number): boolean =>
  provedAt !== null && provedAt * 1000 >= since - FORGIVEN_MS;

/** Whether the provider said of this sign-in something that counts as a second factor. */
export const isFactorShown = ({ proofs }: Pick<Claims, 'proofs'>, trusted: readonly string[]): boolean =>
  proofs.some(proof => trusted.includes(proof));

/** Providers that neither ask anew when told to nor say when somebody last proved who they are: nobody is sent there for that. */
const NEVER_ANEW: readonly ProviderPreset[] = ['google', 'linkedin'];
export const asksAnew = ({ preset }: { preset: ProviderPreset }): boolean => !NEVER_ANEW.includes(preset);

/** A claim by its name, or by its path: Keycloak keeps roles at `realm_access.roles`. */
function valueAt(raw: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(raw, name)) return raw[name];
  return name.split('.').reduce<unknown>((value, part) => {
    const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    return holds ? (value as Record<string, unknown>)[part] : undefined;
  }, raw);
}
