/** Access tokens: JWT (RFC 7519), HS256, 15 minutes, naming the session that may still end before them. */
import { errors, jwtVerify, SignJWT } from 'jose';
import { type Clock, MINUTE, SECOND } from '../clock.ts';
import { refuse } from '../errors/refusal.ts';

export const ACCESS_MS = 15 * MINUTE;
const ISSUER = 'lyceum';

export interface Claims {
  userId: number;
  sessionId: number;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface Tokens {
  issue(userId: number, sessionId: number): Promise<{ token: string; expiresAt: number }>;
  /** Refuses with TOKEN_EXPIRED or UNAUTHENTICATED. */
  read(token: string): Promise<Claims>;
}

/** Verified tokens remembered per process; verifying costs more than the rest of a cheap request. */
const REMEMBERED = 20_000;

export function createTokens(key: Uint8Array, clock: Clock): Tokens {
  const known = new Map<string, Claims>();
  return {
    async issue(userId, sessionId) {
      const expiresAt = clock.now() + ACCESS_MS;
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(String(userId))
        .setIssuer(ISSUER)
        .setIssuedAt(Math.floor(clock.now() / SECOND))
        .setExpirationTime(Math.floor(expiresAt / SECOND))
        .sign(key);
      return { token, expiresAt };
    },
    async read(token) {
      const claims = known.get(token) ?? (await verified(token, key, clock));
      if (claims.expiresAt <= clock.now()) {
        known.delete(token);
        refuse('TOKEN_EXPIRED', 'The access token has expired.');
      }
      if (known.size >= REMEMBERED) known.clear();
      known.set(token, claims);
      return claims;
    },
  };
}

async function verified(token: string, key: Uint8Array, clock: Clock): Promise<Claims> {
  try {
    const options = { issuer: ISSUER, algorithms: ['HS256'], currentDate: new Date(clock.now()) };
    const { payload } = await jwtVerify<{ sid: number }>(token, key, options);
    return { userId: Number(payload.sub), sessionId: payload.sid, expiresAt: (payload.exp as number) * SECOND };
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) refuse('TOKEN_EXPIRED', 'The access token has expired.', { cause });
    refuse('UNAUTHENTICATED', 'The access token is not valid.', { cause });
  }
}
