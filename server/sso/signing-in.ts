/** Coming from a provider: signing in, getting an account, or joining the account there to one that is here. */
import type { Admission, Entered, Entering } from '../accounts/index.ts';
import { type Clock, instant } from '../platform/clock.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From, Reply } from '../platform/http/routes.ts';
import {
  asksAnew,
  type Claims,
  claimsOf,
  decide,
  hasProvedSince,
  isFactorShown,
  proofMoment,
  rolesAfter,
  rolesOf,
} from './arrival-rules.ts';
import type { Identity, ProviderButton, Unjoined } from './contract.ts';
import type { Party, Protocol } from './protocol.ts';
import type { FullProvider, SsoRepository } from './repository.ts';
import type { Away, Travelling } from './travelling.ts';

export interface SigningInDeps {
  work: Work;
  clock: Clock;
  repository: SsoRepository;
  protocol: Protocol;
  travelling: Travelling;
  admission: Admission;
}

export interface Outcome {
  then: string;
  entered: (Entered & { userId: number }) | null;
  joined: ProviderButton | null;
  confirmed: ProviderButton | null;
  unjoined: Unjoined | null;
}

const RETURN_PATH = '/sso/callback';
/** Where a provider sends people back to, at an address of the academy. */
export const returnAddressAt = (origin: string) => `${origin}${RETURN_PATH}`;

const WHY = {
  domain: 'This academy takes only accounts of certain organisations there, and yours is not one of them.',
  'no-address': 'The provider does not tell your e-mail address, and without one no account can be made.',
  'not-verified': 'The provider has not verified your e-mail address. Verify it there, then try again.',
  'no-account': 'There is no account for you here. Ask the administrator for one, then sign in this way again.',
};

const buttonOf = ({ key, label, preset }: FullProvider): ProviderButton => ({ key, label, preset });

export function createSigningIn(deps: SigningInDeps) {
  const { repository, protocol, travelling, work } = deps;
  const enabled = async (key: string): Promise<FullProvider> => {
    const provider = found(await repository.byKey(key), 'There is no such provider.');
    if (!provider.enabled) refuse('NOT_FOUND', 'There is no such provider.');
    return provider;
  };
  return {
    async start({ provider: key, then, joins, confirms }: SettingOut, from: From, reply: Reply) {
      const provider = await enabled(key);
      const returnAddress = returnAddressAt(from.origin);
      const { url, secrets } = await protocol.begin(partyOf(provider), returnAddress, confirms !== undefined);
      const since = deps.clock.now();
      const carried = { joins: joins ?? null, confirms: confirms ? { ...confirms, since } : null };
      travelling.give(reply, { kind: 'away', provider: provider.key, returnAddress, then, ...carried, ...secrets });
      return { url };
    },
    /** At which of them a person can prove again who they are. */
    confirmers: async (userId: number): Promise<ProviderButton[]> =>
      (await repository.providersOf(userId)).filter(asksAnew),
    /** `actor`: who is signed in in the browser that comes back; accounts are only joined to the one who set out. */
    async finish({ query, notice }: Return, actor: Actor | null, from: From, reply: Reply): Promise<Outcome> {
      const away = travelling.away(from);
      // Works once, whatever comes of it.
      travelling.take(reply);
      if (!away) refuse('SSO_OVER', 'Signing in took too long, or was begun in another browser. Please begin again.');
      const provider = await enabled(away.provider);
      const returned = new URL(`${away.returnAddress}?${query.replace(/^\?/, '')}`);
      const raw = await protocol.finish(partyOf(provider), returned, away);
      const claims = claimsOf(raw, provider.group_claim);
      if (away.joins !== null) return joinSetOut(deps, { provider, claims, away, actor });
      if (away.confirms) return confirmSetOut(deps, { provider, claims, away, actor }, away.confirms);
      return arrive(deps, { provider, claims, away, notice }, from, reply);
    },
    async identities(actor: Actor, from: From) {
      const claim = travelling.unjoined(from);
      const provider = claim && (await repository.byKey(claim.provider));
      return {
        identities: await repository.ofUser(actor.userId),
        unjoined: claim && provider ? { provider: buttonOf(provider), email: claim.email } : null,
      };
    },
    async claim(actor: Actor, from: From, reply: Reply): Promise<Identity> {
      const claim = travelling.unjoined(from) ?? refuse('SSO_OVER', 'This took too long. Please sign in there again.');
      const provider = await enabled(claim.provider);
      const id = await work.run(async unit => {
        // What was proved is the address: only the person who has it here gets the account.
        if ((await deps.admission.byEmail(unit, claim.email)) !== actor.userId)
          refuse('CONFLICT', `The account there is for ${claim.email}, which is not your address here.`);
        return join(deps, unit, provider, { userId: actor.userId, subject: claim.subject, email: claim.email });
      });
      travelling.take(reply);
      return (await repository.ofUser(actor.userId)).find(identity => identity.id === id) as Identity;
    },
    part: (id: number, actor: Actor) =>
      work.run(async unit => {
        if (!(await repository.part(unit.tx, id, actor.userId))) refuse('NOT_FOUND', 'There is no such account.');
        const left = await repository.ofUser(actor.userId, unit.tx);
        if (left.length === 0 && !(await deps.admission.hasOtherWay(unit, actor.userId)))
          refuse('CONFLICT', 'This is your only way in. Choose a password or add a passkey first.');
        await unit.record({
          userId: actor.userId,
          action: 'identity.part',
          resourceType: 'user',
          resourceId: actor.userId,
        });
      }),
  };
}

export type SigningIn = ReturnType<typeof createSigningIn>;

export function partyOf(provider: FullProvider): Party {
  const { key, label, issuer, client_id: clientId, client_secret: secret, extra_scopes: extraScopes } = provider;
  return { key, label, issuer, clientId, secret, extraScopes };
}

/** `joins` and `confirms` are of who set out; without them it is to sign in. */
interface SettingOut {
  provider: string;
  then: string;
  joins?: number;
  confirms?: Pick<Actor, 'userId' | 'sessionId'>;
}

/** What the browser comes back with, and the version of the notice that was accepted in it. */
interface Return {
  query: string;
  notice?: number | undefined;
}

interface Coming {
  provider: FullProvider;
  claims: Claims;
  away: Away;
}

const NOTHING = { entered: null, joined: null, confirmed: null, unjoined: null } satisfies Partial<Outcome>;

async function joinSetOut(deps: SigningInDeps, { provider, claims, away, actor }: Coming & { actor: Actor | null }) {
  const userId = away.joins;
  if (userId === null || actor?.userId !== userId)
    refuse('SSO_OVER', 'Somebody else is signed in here now. Please begin again.');
  await deps.work.run(unit => join(deps, unit, provider, { userId, subject: claims.subject, email: claims.email }));
  return { ...NOTHING, then: away.then, joined: buttonOf(provider) };
}

/** Only the session that set out becomes fresh, and only by the account that is its person's own. */
async function confirmSetOut(
  { work, repository, admission }: SigningInDeps,
  { provider, claims, away, actor }: Coming & { actor: Actor | null },
  { userId, sessionId, since }: NonNullable<Away['confirms']>,
): Promise<Outcome> {
  if (actor?.userId !== userId || actor.sessionId !== sessionId)
    refuse('SSO_OVER', 'Somebody else is signed in here now. Please begin again.');
  const { key, label } = provider;
  await work.run(async unit => {
    const joined = await repository.joinedTo(unit.tx, provider.id, claims.subject);
    if (joined?.userId !== userId)
      refuse('SSO_REFUSED', `You signed in at ${label} with an account that is not joined to yours here.`);
    if (!hasProvedSince(claims, since))
      refuse('SSO_REFUSED', `${label} did not ask you anew who you are. Confirm it another way.`);
    await admission.confirmed(unit, actor, { proof: 'provider', provider: key });
  });
  return { ...NOTHING, then: away.then, confirmed: buttonOf(provider) };
}

async function join(
  { repository, clock }: SigningInDeps,
  unit: Unit,
  provider: FullProvider,
  { userId, subject, email }: { userId: number; subject: string; email: string | null },
): Promise<number> {
  const present = await repository.joinedTo(unit.tx, provider.id, subject);
  if (present?.userId === userId) return present.id;
  if (present) taken(provider);
  await unit.record({
    userId,
    action: 'identity.join',
    resourceType: 'user',
    resourceId: userId,
    details: { provider: provider.key },
  });
  const identity = { user_id: userId, provider_id: provider.id, subject, email, linked_at: instant(clock.now()) };
  return repository.join(unit.tx, identity).catch((cause: unknown) => {
    if (isUniqueViolation(cause)) taken(provider);
    throw cause;
  });
}

function taken({ label }: FullProvider): never {
  refuse('CONFLICT', `This account at ${label} is joined to somebody else here.`);
}

async function arrive(
  deps: SigningInDeps,
  coming: Coming & Pick<Return, 'notice'>,
  from: From,
  reply: Reply,
): Promise<Outcome> {
  const { provider, claims, away, notice } = coming;
  const outcome: Outcome = { ...NOTHING, then: away.then };
  const factorElsewhere = isFactorShown(claims, provider.trusted_proofs);
  const entered = await deps.work.run(async unit => {
    const userId = await personOf(deps, unit, coming);
    if (userId === null) return null;
    await giveRoles(deps, unit, userId, coming);
    const proof = 'single-sign-on';
    const provedAt = proofMoment(claims, deps.clock.now());
    const entering: Entering = { userId, client: 'cookie', from, proof, notice, factorElsewhere, provedAt };
    return { ...(await deps.admission.completeSignIn(unit, entering)), userId };
  });
  if (entered) return { ...outcome, entered };
  const email = claims.email ?? '';
  deps.travelling.give(reply, { kind: 'unjoined', provider: provider.key, subject: claims.subject, email });
  return { ...outcome, unjoined: { provider: buttonOf(provider), email } };
}

/** Null for somebody who has yet to show that the account here is theirs. */
async function personOf(deps: SigningInDeps, unit: Unit, { provider, claims }: Coming): Promise<number | null> {
  const { repository, admission, clock } = deps;
  const now = instant(clock.now());
  const present = await repository.joinedTo(unit.tx, provider.id, claims.subject);
  const decision = decide({
    claims,
    joinedTo: present?.userId ?? null,
    sameAddress: claims.email === null ? null : await admission.byEmail(unit, claims.email),
    provider: { createsAccounts: provider.creates_accounts, domains: provider.domains },
  });
  switch (decision.kind) {
    case 'refuse':
      return refuse('SSO_REFUSED', WHY[decision.why]);
    case 'prove':
      return null;
    case 'sign-in':
      if (present) await repository.used(unit.tx, present.id, claims.email, now);
      return decision.userId;
    case 'create': {
      const { firstName: first_name, lastName: last_name } = claims;
      const userId = await admission.create(unit, { email: decision.email, first_name, last_name }, ['student']);
      const id = await join(deps, unit, provider, { userId, subject: claims.subject, email: claims.email });
      await repository.used(unit.tx, id, claims.email, now);
      return userId;
    }
  }
}

async function giveRoles({ admission }: SigningInDeps, unit: Unit, userId: number, { provider, claims }: Coming) {
  const { group_claim, group_roles: table, group_mode: mode } = provider;
  if (group_claim === '' || table.length === 0) return;
  const held = await admission.rolesOf(unit, userId);
  const next = rolesAfter(held, rolesOf(claims.groups, table), { mode, table });
  const isSame = next.length === held.length && next.every(role => held.includes(role));
  if (!isSame) await admission.setRoles(unit, userId, next);
}
