/** Sessions: opened at sign-in, carried on by rotating refresh tokens, ended at once everywhere. docs/security/sessions.md draws them. */
import { type Clock, instant } from '../platform/clock.ts';
import { randomToken, sha256 } from '../platform/crypto/secrets.ts';
import type { Tokens } from '../platform/crypto/tokens.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { Refusal, refuse } from '../platform/errors/refusal.ts';
import type { Actor, Authenticate } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { FactorGate } from '../factors/index.ts';
import type { SessionRules } from '../sign-in-rules/contract.ts';
import type { Client } from './contract.ts';
import { endOver, endSessions } from './ending.ts';
import { permissionsFor } from './permissions.ts';
import type { EndedSession, OwnerRow, SessionRow, SessionsRepository, Which } from './repository/sessions.ts';
import type { Seen } from './seen.ts';
import { familyOf, isFresh, type Life, livesUntil, OVERLAP_MS, whyOver } from './session-rules.ts';

export { ACCESS_MS } from '../platform/crypto/tokens.ts';
export { REFRESH_MS } from './session-rules.ts';

export interface TokenPair {
  userId: number;
  sessionId: number;
  client: Client;
  access: string;
  refresh: string;
  expiresAt: string;
  /** What the browser keeps, so that the person is known on this device. */
  device?: string;
  /** A provider that is trusted with it has asked for a second factor. */
  factorElsewhere: boolean;
}

/** Why a session ended, as it is stored and announced. */
export type Ending =
  | 'signed out'
  /** In the same browser, which has other tokens before its pages could ask. */
  | 'signed in again'
  /** From looking as somebody else: whoever did it has other tokens before their pages could ask. */
  | 'gone back'
  | 'signed out by an administrator'
  | 'signed out elsewhere'
  | 'suspended'
  | 'password changed'
  | 'password reset'
  | 'refresh token reused'
  | 'idle'
  | 'expired'
  | 'merged'
  | 'erased'
  | 'left'
  | 'factors reset';

export interface Opening {
  userId: number;
  client: Client;
  from: From;
  factorElsewhere?: boolean;
  /** When the person proved who they are, in milliseconds: now unless told, null when nobody knows. */
  provedAt?: number | null | undefined;
  /** Who looks at the academy as this person, and goes back to their own session afterwards. */
  administrator?: Actor;
}

export interface Sessions {
  /** In the name of a person; for an administrator who looks on, of at most an hour. */
  open(unit: Unit, opening: Opening): Promise<TokenPair>;
  /** Rotates. A token that was used before ends the session: one of the two users of it is not the owner. */
  refresh(token: string, from: From): Promise<TokenPair>;
  /** New tokens for a session that lives, whoever holds older ones; null when it does not. */
  reissue(tx: Tx, sessionId: number): Promise<TokenPair | null>;
  /** The administrator's own session that a look as somebody else goes back to; null for other sessions. */
  returnsTo(tx: Tx, sessionId: number): Promise<number | null>;
  /** Ends those that nobody ended and that are over by a rule; answers how many. */
  endOver(): Promise<number>;
  /** Ends the session of a refresh token that a browser still holds, spent or not; null when none of it lives. */
  giveBack(unit: Unit, refresh: string | undefined, because: Ending): Promise<EndedSession | null>;
  /** Ends one session or all of a person, but the one named, and tells every process. */
  end(unit: Unit, which: Which, because: Ending, except?: number): Promise<EndedSession[]>;
  /** The person has just proved who they are. */
  confirmed(tx: Tx, sessionId: number): Promise<void>;
  /** Refuses with CONFIRM_IDENTITY. */
  requireFresh(actor: Actor): Promise<void>;
  authenticate: Authenticate;
}

/** Told within the transaction that ended a session because its refresh token was used twice. */
export type OnReuse = (unit: Unit, session: SessionRow, from: From) => Promise<void>;

/** Told within the transaction in which somebody signed in themselves. */
export type OnOpened = (unit: Unit, opening: Opening, sessionId: number) => Promise<void>;

export interface SessionsDeps {
  repository: SessionsRepository;
  work: Work;
  tokens: Tokens;
  clock: Clock;
  rules: () => Promise<SessionRules>;
  seen: Pick<Seen, 'note'>;
  gate: Pick<FactorGate, 'isOverdue'>;
  onReuse: OnReuse;
  onOpened: OnOpened;
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { repository, work, clock, rules } = deps;
  const end: Sessions['end'] = (unit, which, because, except) => endSessions(deps, unit, which, because, except);
  return {
    open: (unit, opening) => open(deps, unit, opening),
    async refresh(token, from) {
      const outcome = await work.run(unit => rotate(deps, unit, token, from));
      // Thrown outside the transaction: the revocation must stay.
      if (outcome instanceof Refusal) throw outcome;
      return outcome;
    },
    async reissue(tx, sessionId) {
      const session = await repository.byId(tx, sessionId);
      if (!session || session.revoked_at || (await overBy(deps, session))) return null;
      return carryOn(deps, tx, session, randomToken());
    },
    async returnsTo(tx, sessionId) {
      const session = await repository.byId(tx, sessionId);
      return session?.returns_to ? Number(session.returns_to) : null;
    },
    endOver: () => endOver(deps),
    end,
    async giveBack(unit, refresh, because) {
      const session = refresh && (await repository.byFamily(unit.tx, sha256(familyOf(refresh))));
      // An administrator who looks on as somebody else gives back their own as well.
      const [ended = null] = session ? await end(unit, { id: Number(session.returns_to ?? session.id) }, because) : [];
      return ended;
    },
    async confirmed(tx, sessionId) {
      await repository.confirm(tx, sessionId, instant(clock.now()));
    },
    async requireFresh({ confirmedAt }) {
      if (!isFresh(confirmedAt, await rules(), clock.now()))
        refuse('CONFIRM_IDENTITY', 'Please confirm that it is you: this act asks for a fresh proof of who you are.');
    },
    authenticate: credentials => authenticate(deps, credentials),
  };
}

async function open(deps: SessionsDeps, unit: Unit, opening: Opening): Promise<TokenPair> {
  const { repository, clock, rules } = deps;
  const { userId, client, from, administrator, factorElsewhere = false, provedAt } = opening;
  const now = clock.now();
  const at = instant(now);
  const refresh = `${randomToken()}.${randomToken()}`;
  const id = await repository.insert(unit.tx, {
    user_id: userId,
    family_hash: sha256(familyOf(refresh)),
    refresh_hash: sha256(refresh),
    client,
    ip: from.ip,
    user_agent: from.userAgent.slice(0, 300),
    created_at: at,
    refreshed_at: at,
    last_seen_at: at,
    // Nobody knows when: long ago.
    confirmed_at: provedAt === undefined ? at : instant(provedAt ?? 0),
    expires_at: instant(livesUntil(now, await rules(), administrator !== undefined, now)),
    impersonated_by: administrator?.userId ?? null,
    returns_to: administrator?.sessionId ?? null,
    factor_elsewhere: factorElsewhere,
  });
  if (!administrator) await deps.onOpened(unit, opening, id);
  return pair(deps, { id, user_id: userId, client, factor_elsewhere: factorElsewhere }, refresh);
}

type Named = Pick<SessionRow, 'id' | 'user_id' | 'client' | 'factor_elsewhere'>;

async function pair({ tokens }: SessionsDeps, session: Named, refresh: string): Promise<TokenPair> {
  const [userId, sessionId] = [Number(session.user_id), Number(session.id)];
  const { token, expiresAt } = await tokens.issue(userId, sessionId);
  const factorElsewhere = Boolean(session.factor_elsewhere);
  return {
    userId,
    sessionId,
    client: session.client,
    access: token,
    refresh,
    expiresAt: instant(expiresAt),
    factorElsewhere,
  };
}

async function rotate(deps: SessionsDeps, unit: Unit, token: string, from: From): Promise<TokenPair | Refusal> {
  const { repository } = deps;
  const family = familyOf(token);
  const session = await repository.byFamily(unit.tx, sha256(family));
  if (!session || session.revoked_at) return hasEnded();
  if (session.refresh_hash !== sha256(token)) return reused(deps, unit, session, token, from);
  if (await overBy(deps, session)) return (await back(deps, unit, session)) ?? hasEnded();
  const next = await carryOn(deps, unit.tx, session, family);
  if (next) return next;
  // Another process was quicker with the same token.
  const now = await repository.byId(unit.tx, session.id);
  return now && !now.revoked_at ? reused(deps, unit, now, token, from) : hasEnded();
}

/** The next token of a session; null when another process has made one meanwhile. */
async function carryOn(deps: SessionsDeps, tx: Tx, session: SessionRow, family: string): Promise<TokenPair | null> {
  const { repository, clock, rules } = deps;
  const now = clock.now();
  const refresh = `${family}.${randomToken()}`;
  const until = livesUntil(Date.parse(session.created_at), await rules(), session.impersonated_by !== null, now);
  const done = await repository.rotate(tx, session, {
    family_hash: sha256(family),
    refresh_hash: sha256(refresh),
    refreshed_at: instant(now),
    expires_at: instant(until),
  });
  return done ? pair(deps, session, refresh) : null;
}

/** When the time of looking as somebody else is over, the administrator is their own self again. */
async function back(deps: SessionsDeps, unit: Unit, session: SessionRow): Promise<TokenPair | null> {
  const own = session.returns_to === null ? undefined : await deps.repository.byId(unit.tx, session.returns_to);
  if (!own || own.revoked_at || (await overBy(deps, own))) return null;
  return carryOn(deps, unit.tx, own, randomToken());
}

const hasEnded = () => new Refusal('UNAUTHENTICATED', 'The session has ended. Please sign in again.');

async function reused(
  { repository, clock, onReuse }: SessionsDeps,
  unit: Unit,
  session: SessionRow,
  token: string,
  from: From,
): Promise<Refusal> {
  const now = clock.now();
  const isLast = session.previous_refresh_hash === sha256(token);
  if (isLast && session.client === 'cookie' && session.refreshed_at > instant(now - OVERLAP_MS))
    return new Refusal('CONFLICT', 'Another tab has just refreshed this session.', { retryAfter: 1 });
  const reason = 'refresh token reused';
  for (const one of await repository.revoke(unit.tx, { id: session.id }, reason, instant(now)))
    unit.announce('session.ended', { sessionId: one.id, userId: one.userId, reason });
  await onReuse(unit, session, from);
  return new Refusal('REFRESH_REUSED', 'This session was ended for safety. Please sign in again.');
}

export const lifeOf = ({
  created_at,
  last_seen_at,
  expires_at,
}: Pick<SessionRow, 'created_at' | 'last_seen_at' | 'expires_at'>) =>
  ({
    createdAt: Date.parse(created_at),
    seenAt: Date.parse(last_seen_at),
    expiresAt: Date.parse(expires_at),
  }) satisfies Life;

/** Outside of a request nobody's roles are known: the shorter of the two times without anybody there is for those who ask. */
async function overBy({ repository, rules, clock }: SessionsDeps, session: SessionRow) {
  const rows = await repository.owner(session.id);
  return whyOver(lifeOf(session), await rules(), isPrivileged(rows), clock.now());
}

const rolesOf = (rows: readonly OwnerRow[]) => rows.flatMap(row => row.role ?? []);
const isPrivileged = (rows: readonly OwnerRow[]) => rolesOf(rows).includes('administrator');

async function authenticate(
  { repository, tokens, clock, rules, seen, gate }: SessionsDeps,
  { bearer, cookie, seenAgoMs }: Parameters<Authenticate>[0],
): Promise<Actor | null> {
  const token = bearer ?? cookie;
  if (!token) return null;
  const { userId, sessionId } = await tokens.read(token);
  const rows = await repository.owner(sessionId);
  const first = rows[0];
  if (!first || first.revoked_at || !first.is_active) throw hasEnded();
  const [now, life] = [clock.now(), lifeOf(first)];
  if (whyOver(life, await rules(), isPrivileged(rows), now)) throw hasEnded();
  if (seenAgoMs !== null) seen.note(sessionId, life.seenAt, now - seenAgoMs);
  const roles = rolesOf(rows);
  const factorElsewhere = Boolean(first.factor_elsewhere);
  const overdue = !factorElsewhere && (await gate.isOverdue(userId, roles));
  return {
    userId,
    sessionId,
    roles: overdue ? [] : roles,
    permissions: overdue ? new Set() : permissionsFor(roles),
    mustEnrol: overdue,
    factorElsewhere,
    confirmedAt: Date.parse(first.confirmed_at),
    impersonatedBy: first.impersonated_by === null ? null : Number(first.impersonated_by),
  };
}
