/** Sessions: opened at sign-in, carried on by rotating refresh tokens, ended at once everywhere. */
import { type Clock, DAY, instant, SECOND } from '../platform/clock.ts';
import { randomToken, sha256 } from '../platform/crypto/secrets.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { Refusal } from '../platform/errors/refusal.ts';
import type { Actor, Authenticate } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { Client } from './contract.ts';
import { permissionsFor } from './permissions.ts';
import type { SessionRow, SessionsRepository } from './repository/sessions.ts';
import type { Tokens } from './tokens.ts';

export const REFRESH_MS = 7 * DAY;
/** Two tabs of one browser may refresh at the same moment; within this time the loser is told to try again, not thrown out. */
const OVERLAP_MS = 20 * SECOND;

export interface TokenPair {
  userId: number;
  sessionId: number;
  client: Client;
  access: string;
  refresh: string;
  expiresAt: string;
}

export interface Sessions {
  open(tx: Tx, userId: number, client: Client, from: From): Promise<TokenPair>;
  /** Rotates. A token used twice ends the session: one of the two users of it is not the owner. */
  refresh(token: string): Promise<TokenPair>;
  end(tx: Tx, sessionId: number, because: string): Promise<void>;
  /** Answers the ids of the sessions that ended. */
  endAllOf(tx: Tx, userId: number, because: string): Promise<number[]>;
  authenticate: Authenticate;
}

interface SessionsDeps {
  repository: SessionsRepository;
  work: Work;
  tokens: Tokens;
  clock: Clock;
}

export function createSessions({ repository, work, tokens, clock }: SessionsDeps): Sessions {
  const pair = async (session: Pick<SessionRow, 'id' | 'user_id' | 'client'>, refresh: string): Promise<TokenPair> => {
    const { token, expiresAt } = await tokens.issue(session.user_id, session.id);
    const { id: sessionId, user_id: userId, client } = session;
    return { userId, sessionId, client, access: token, refresh, expiresAt: instant(expiresAt) };
  };
  return {
    async open(tx, userId, client, from) {
      const refresh = randomToken();
      const now = clock.now();
      const id = await repository.insert(tx, {
        user_id: userId,
        refresh_hash: sha256(refresh),
        client,
        ip: from.ip,
        user_agent: from.userAgent.slice(0, 300),
        created_at: instant(now),
        refreshed_at: instant(now),
        expires_at: instant(now + REFRESH_MS),
      });
      return pair({ id, user_id: userId, client }, refresh);
    },
    async refresh(token) {
      const outcome = await work.run(async ({ tx, announce }) => {
        const next = await rotate(repository, tx, token, clock.now());
        if (next instanceof Refusal && next.code === 'REFRESH_REUSED') {
          const session = await repository.byPrevious(tx, sha256(token));
          if (session) announce('session.ended', { sessionId: session.id, userId: session.user_id });
        }
        return next;
      });
      // Thrown outside the transaction: the revocation must stay.
      if (outcome instanceof Refusal) throw outcome;
      return pair(outcome.session, outcome.refresh);
    },
    async end(tx, sessionId, because) {
      await repository.revoke(tx, { id: sessionId }, because, instant(clock.now()));
    },
    endAllOf: (tx, userId, because) => repository.revoke(tx, { user_id: userId }, because, instant(clock.now())),
    authenticate: credentials => authenticate(repository, tokens, credentials),
  };
}

type Rotated = { session: SessionRow; refresh: string };

async function rotate(sessions: SessionsRepository, tx: Tx, token: string, now: number): Promise<Rotated | Refusal> {
  const session = await sessions.byRefresh(tx, sha256(token));
  if (!session) return reused(sessions, tx, token, now);
  if (session.revoked_at || session.expires_at <= instant(now)) return ended();
  const refresh = randomToken();
  await sessions.rotate(tx, session, sha256(refresh), instant(now), instant(now + REFRESH_MS));
  return { session, refresh };
}

const ended = () => new Refusal('UNAUTHENTICATED', 'The session has ended. Please sign in again.');

async function reused(sessions: SessionsRepository, tx: Tx, token: string, now: number): Promise<Refusal> {
  const session = await sessions.byPrevious(tx, sha256(token));
  if (!session || session.revoked_at) return ended();
  if (session.client === 'cookie' && session.refreshed_at > instant(now - OVERLAP_MS))
    return new Refusal('CONFLICT', 'Another tab has just refreshed this session.', { retryAfter: 1 });
  await sessions.revoke(tx, { id: session.id }, 'refresh token reused', instant(now));
  return new Refusal('REFRESH_REUSED', 'This session was ended for safety. Please sign in again.');
}

async function authenticate(
  sessions: SessionsRepository,
  tokens: Tokens,
  { bearer, cookie }: Parameters<Authenticate>[0],
): Promise<Actor | null> {
  const token = bearer ?? cookie;
  if (!token) return null;
  const { userId, sessionId } = await tokens.read(token);
  const rows = await sessions.owner(sessionId);
  const first = rows[0];
  if (!first || first.revoked_at || !first.is_active) throw ended();
  const roles = rows.flatMap(row => row.role ?? []);
  return { userId, sessionId, roles, permissions: permissionsFor(roles) };
}
