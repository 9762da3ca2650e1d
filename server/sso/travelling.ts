/**
 * What a browser carries while it is away at a provider, and for a while after it came back unjoined: a cookie that scripts cannot read,
 * sealed, so that nobody can make one or read the secrets in it. Nothing of it is kept here: any process can finish what another began.
 */
import { z } from 'zod';
import { type Clock, MINUTE, SECOND } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { From, Reply } from '../platform/http/routes.ts';

const COOKIE = 'lyceum_sso';
const PATH = '/api/v1';
/** Time to sign in at the provider, and to prove oneself here afterwards. */
const LIFE_MS = 10 * MINUTE;
const PLACE = 'sso.cookie';

const Away = z.object({
  kind: z.literal('away'),
  provider: z.string(),
  returnAddress: z.string(),
  then: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Whose account the one at the provider is joined to; null for signing in. */
  joins: z.number().nullable(),
  /** Who proves again who they are, in which session, and when they set out, milliseconds since 1970; null for anything else. */
  confirms: z.object({ userId: z.number(), sessionId: z.number(), since: z.number() }).nullable(),
});
export type Away = z.output<typeof Away>;

const Unjoined = z.object({
  kind: z.literal('unjoined'),
  provider: z.string(),
  subject: z.string(),
  email: z.string(),
});
export type UnjoinedClaim = z.output<typeof Unjoined>;

const Carried = z.discriminatedUnion('kind', [Away, Unjoined]);
type Carried = z.output<typeof Carried>;
const Sealed = z.object({ until: z.number(), carried: Carried });

export interface Travelling {
  give(reply: Reply, carried: Carried): void;
  take(reply: Reply): void;
  away(from: From): Away | null;
  unjoined(from: From): UnjoinedClaim | null;
}

export function createTravelling(sealing: Sealing, clock: Clock): Travelling {
  const read = ({ cookies }: From): Carried | null => {
    const sealed = cookies[COOKIE];
    if (!sealed) return null;
    try {
      const { until, carried } = Sealed.parse(JSON.parse(sealing.open(sealed, PLACE)));
      return until > clock.now() ? carried : null;
    } catch {
      // Made by somebody else, or sealed with a key that is gone.
      return null;
    }
  };
  const cookie = (value: string | null) => ({ name: COOKIE, value, path: PATH, maxAgeSeconds: LIFE_MS / SECOND });
  return {
    give(reply, carried) {
      const text = JSON.stringify({ until: clock.now() + LIFE_MS, carried } satisfies z.output<typeof Sealed>);
      reply.cookie(cookie(sealing.seal(text, PLACE)));
    },
    take: reply => reply.cookie(cookie(null)),
    away: from => {
      const carried = read(from);
      return carried?.kind === 'away' ? carried : null;
    },
    unjoined: from => {
      const carried = read(from);
      return carried?.kind === 'unjoined' ? carried : null;
    },
  };
}
