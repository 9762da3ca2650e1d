/** The rates of requests at the door: who is not let in at all, who has asked too often, and what is left. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, HOUR, SECOND } from '../clock.ts';
import { refuse } from '../errors/refusal.ts';
import { type Limits, tooMany } from '../limits/limits.ts';
import { createMeter } from '../limits/meter.ts';
import { type HourlyRates, type RateClass, rateOf } from '../limits/rate-rules.ts';
import { isLoopback, membersOf } from '../net/network-rules.ts';
import type { Actor, Credentials } from './actor.ts';
import type { From } from './routes.ts';

/** What the door has to know of the site's rules. */
export interface DoorRules {
  rates: HourlyRates;
  attempts: { allow: readonly string[]; block: readonly string[] };
}

export interface Knock {
  req: IncomingMessage;
  res: ServerResponse;
  from: From;
  actor: Actor | null;
  credentials: Credentials;
  rate: RateClass | undefined;
}

export interface Rates {
  /** Refuses with ADDRESS_BLOCKED or RATE_LIMITED; otherwise says in headers what is left, where something is counted. */
  admit(knock: Knock): Promise<void>;
  close(): Promise<void>;
}

/** The console on this machine says so: its requests carry a token, but a person sits before it. */
export const CONSOLE_HEADER = 'x-lyceum-console';
const HOUR_SECONDS = HOUR / SECOND;

export function createRates(limits: Pick<Limits, 'counter'>, clock: Clock, rules: () => Promise<DoorRules>): Rates {
  const meter = createMeter(limits.counter('rates'), clock);
  const listed = remembering();
  return {
    close: meter.close,
    async admit({ req, res, from, actor, credentials, rate }) {
      const { rates, attempts } = await rules();
      if (attempts.block.length > 0 && !isLoopback(from.ip) && listed(attempts.block)(from.ip))
        refuse('ADDRESS_BLOCKED', 'This academy does not let in the network address you come from.');
      const interactive = isInteractive(req, from, actor, credentials);
      const counted = rateOf({ rate, userId: actor?.userId ?? null, ip: from.ip, interactive }, rates);
      if (!counted || (attempts.allow.length > 0 && listed(attempts.allow)(from.ip))) return;
      const { admitted, remaining, reset } = meter.ask(counted.key, counted.limit, HOUR_SECONDS);
      // https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ §3 and §4
      res.setHeader('RateLimit-Policy', `"${counted.name}";q=${counted.limit};w=${HOUR_SECONDS}`);
      res.setHeader('RateLimit', `"${counted.name}";r=${remaining};t=${reset}`);
      if (!admitted) tooMany(reset * SECOND, 'Too many requests from here in an hour');
    },
  };
}

/** Lists hardly ever change, and every request asks. */
function remembering() {
  const known = new WeakMap<readonly string[], (address: string) => boolean>();
  return (list: readonly string[]) => {
    const members = known.get(list) ?? membersOf(list);
    known.set(list, members);
    return members;
  };
}

/**
 * A person before a screen: signed in by cookie, a visitor on one of our pages, or the console of this machine. What a visitor's
 * program says of itself can be invented; it buys the rate of pages and nothing else.
 */
function isInteractive(req: IncomingMessage, from: From, actor: Actor | null, { bearer }: Credentials): boolean {
  if (isLoopback(from.ip) && req.headers[CONSOLE_HEADER] === '1') return true;
  if (actor) return !bearer;
  const { referer, origin } = req.headers;
  return req.headers['sec-fetch-site'] === 'same-origin' || [referer, origin].some(url => isOwn(url, from.origin));
}

const isOwn = (url: string | undefined, own: string) =>
  url !== undefined && URL.canParse(url) && URL.parse(url)?.host === URL.parse(own)?.host;
