/** The rules by which people sign in: tries, rates, passwords, sessions, second factor, and the notice before it. */
import { z } from 'zod';
import { endpoint, Id, Instant, Nothing, prose, someOf } from '../platform/http/contract.ts';

/** As accounts call them; written here too, because features do not know each other in a circle. */
export const RuledRole = z.enum(['student', 'instructor', 'mentor', 'corporate_representative', 'administrator']);
export type RuledRole = z.output<typeof RuledRole>;

const whole = (least: number, most: number) => z.number().int().min(least).max(most);

/** NIST SP 800-63B-4 §3.1.1: length and known passwords count; composition is for sites that must. */
export const PasswordRules = z.object({
  /** Characters, after normalising. */
  min_length: whole(8, 64).default(10),
  /** Refuses passwords that are known from breaches. */
  check_breached: z.boolean().default(true),
  /** Asks for a capital letter, a small one, a digit and another character. */
  require_mixed: z.boolean().default(false),
});
export type PasswordRules = z.output<typeof PasswordRules>;

const Addresses = z.array(z.string().trim().min(1).max(64)).max(500);

export const AttemptRules = z.object({
  /** Minutes over which wrong tries are counted together. */
  window: whole(1, 1440).default(15),
  /** Wrong tries for one account from one address before waits begin. */
  free_tries: whole(1, 100).default(5),
  /** Wrong tries for one account from all unknown devices together before waits begin. */
  per_account: whole(1, 1000).default(10),
  /** Wrong tries from one address, for whatever accounts, before waits begin. */
  per_address: whole(1, 10_000).default(100),
  /** Minutes of the first wait; each one after it is twice as long, up to the longest. */
  first_wait: whole(1, 60).default(1),
  longest_wait: whole(1, 1440).default(60),
  /** Wrong tries for one account within the window that lock it; 0 never locks. */
  lock_after: whole(0, 100).default(0),
  /** Minutes for which it stays locked; 0 until an administrator unlocks it. */
  lock_minutes: whole(0, 43_200).default(0),
  /** IP addresses and networks (CIDR) that never wait. */
  allow: Addresses.default([]),
  /** IP addresses and networks that are not let in at all. */
  block: Addresses.default([]),
});
export type AttemptRules = z.output<typeof AttemptRules>;

const rate = (standard: number) => whole(0, 1_000_000).default(standard);

/** Requests in an hour; 0 never limits. Pages in a browser are not counted as programs are. */
export const RateRules = z.object({
  /** Programs that are not signed in, for each address. */
  anonymous_per_hour: rate(100),
  /** Programs that are signed in, for each person. */
  signed_in_per_hour: rate(1000),
  /** Pages in browsers of visitors who are not signed in, for each address: only a flood meets it. */
  pages_per_hour: rate(60_000),
  /** Asking for one-time links and trying them, for each address. */
  links_per_hour: rate(600),
  /** Accounts that are registered from one address. */
  registrations_per_hour: rate(300),
  /** Certificates that are looked up without signing in, for each address. */
  verifications_per_hour: rate(600),
  /** Uploads of programs, for each person; every piece counts. */
  uploads_per_hour: rate(5000),
  /** Searches, exports and reports of programs, for each person. */
  heavy_per_hour: rate(300),
});
export type RateRules = z.output<typeof RateRules>;

export const SessionRules = z.object({
  /** Minutes without a sign of life after which a session ends; 0 never. */
  idle: whole(0, 10_080).default(0),
  /** The same for administrators. */
  idle_privileged: whole(0, 10_080).default(0),
  /** Days after signing in after which somebody has to sign in anew, however often they came; a week away ends it sooner. */
  longest_days: whole(1, 90).default(30),
  /** Minutes for which a proof of who one is counts for what is dangerous. */
  step_up_minutes: whole(1, 240).default(10),
  /** After signing in, the person is told when and from where the last time was. */
  show_last_sign_in: z.boolean().default(false),
});
export type SessionRules = z.output<typeof SessionRules>;

export const SecondFactorRules = z.object({
  /** Roles that need a second factor. */
  required_roles: z.array(RuledRole).max(5).default([]),
  /** Days in which people of such a role may still get in without one, counted from when it was asked for. */
  grace_days: whole(0, 90).default(14),
  /** A passkey counts as both factors. */
  passkey_only_allowed: z.boolean().default(true),
});
export type SecondFactorRules = z.output<typeof SecondFactorRules>;

export const BannerRules = z.object({
  /** Accepted before anybody signs in; empty shows nothing. */
  text: prose(10_000).default(''),
  /** Goes up with every change of the text; 0 while there never was one. */
  version: whole(0, 1_000_000).default(0),
});
export type BannerRules = z.output<typeof BannerRules>;

export const SignInSettings = z.object({
  password: PasswordRules.default(PasswordRules.parse({})),
  attempts: AttemptRules.default(AttemptRules.parse({})),
  rates: RateRules.default(RateRules.parse({})),
  sessions: SessionRules.default(SessionRules.parse({})),
  second_factor: SecondFactorRules.default(SecondFactorRules.parse({})),
  banner: BannerRules.default(BannerRules.parse({})),
});
export type SignInSettings = z.output<typeof SignInSettings>;

export const Preset = z.enum(['standard', 'stig', 'own']);
export type Preset = z.output<typeof Preset>;

export const SignInRules = SignInSettings.extend({
  /** Which of the known sets these are; `own` where anything differs. */
  preset: Preset,
});
export type SignInRules = z.output<typeof SignInRules>;

/** What is left out stays as it is, within each part too. */
const Change = z.object({
  password: someOf(PasswordRules).optional(),
  attempts: someOf(AttemptRules).optional(),
  rates: someOf(RateRules).optional(),
  sessions: someOf(SessionRules).optional(),
  second_factor: someOf(SecondFactorRules).optional(),
  /** The version is not chosen: it counts. */
  banner: someOf(BannerRules.omit({ version: true })).optional(),
});
export type RulesChange = z.output<typeof Change>;

export const AccountLock = z.object({
  locked_at: Instant,
  /** null until an administrator unlocks it. */
  until: Instant.nullable(),
});
export type AccountLock = z.output<typeof AccountLock>;

/** A person, where the rules know no more than the number. */
const Person = z.object({ id: Id });

/** The parts that a preset decides. Lists, rates and the site's own words stay. */
export const PresetValues = z.object({
  password: PasswordRules,
  attempts: AttemptRules.omit({ allow: true, block: true }),
  sessions: SessionRules,
  second_factor: SecondFactorRules,
  /** Words for the notice, where the site has none. */
  notice: z.string(),
});
export type PresetValues = z.output<typeof PresetValues>;

export const PresetTopic = z.enum([
  'lock',
  'idle',
  'last-sign-in',
  'notice',
  'second-factor',
  'length',
  'composition',
  'a-day',
  'breached',
]);

/** Something that a preset switches on. */
export const PresetItem = z.object({
  topic: PresetTopic,
  /** Ids of the rules that it answers, `V-222432`. */
  rules: z.array(z.string()),
});
export type PresetItem = z.output<typeof PresetItem>;

export const signInRulesEndpoints = {
  read: endpoint('GET /sign-in-rules', { summary: 'The rules by which people sign in.', data: SignInRules }),
  presets: endpoint('GET /sign-in-rules/presets', {
    summary: 'What each preset would make of the rules, and which rules of the STIG each of its items answers.',
    data: z.object({ standard: PresetValues, stig: PresetValues, stig_items: z.array(PresetItem) }),
  }),
  notice: endpoint('GET /auth/notice', {
    summary:
      'What is to be accepted before signing in; no text where there is nothing. Login takes its version as `notice`.',
    rate: 'none',
    data: BannerRules,
  }),
  update: endpoint('PUT /sign-in-rules', {
    summary: 'Changes some of the rules by which people sign in; they hold at once in every process.',
    body: Change,
    data: SignInRules,
  }),
  lock: endpoint('GET /users/:id/lock', {
    summary: 'Whether wrong passwords have locked the account of a person.',
    params: Person,
    data: z.object({ lock: AccountLock.nullable() }),
  }),
  unlock: endpoint('POST /users/:id/unlock', {
    summary: 'Unlocks an account and forgets the wrong tries for it.',
    params: Person,
    data: Nothing,
  }),
};
