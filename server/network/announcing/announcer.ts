/**
 * Keeps the academy's name known on every network this machine is in, from one process: announces again when the networks, the
 * name or the ports change, takes the next name when another machine has ours, and says farewell at the end.
 */
import type { Log } from '../../platform/logging/log.ts';
import type { LanAddress } from '../addresses-rules.ts';
import { heard } from './hearing.ts';
import { type Announced, nextName } from './records-rules.ts';
import { openResponder, type Responder } from './responder.ts';

/** What is to be announced; null when that is switched off. */
export type Wanted = Pick<Announced, 'name' | 'title' | 'port' | 'httpsPort'> | null;

export type AnnouncedState =
  | { kind: 'off' }
  | { kind: 'no-network' }
  /** Port 5353 cannot be had. */
  | { kind: 'unavailable'; reason: string }
  /** `heard`: a second listener on this machine asked the network for the name and was answered with our address. */
  | { kind: 'announced'; wanted: string; name: string; heard: boolean };

export interface AnnouncerParts {
  /** Addresses of the networks that learners may be in; asked every few seconds. */
  addresses(): readonly LanAddress[];
  wanted(): Promise<Wanted>;
  onState(state: AnnouncedState): Promise<void>;
  /** The networks have changed since the last look; not called for the first one. */
  onNetworks(): Promise<void>;
  log: Log;
  /** Milliseconds between looks at the networks. */
  everyMs: number;
}

export interface Announcer {
  /** Reads anew what is wanted and announces that. */
  refresh(): void;
  stop(): Promise<void>;
}

/** Names tried before it is given up. */
const TRIES = 9;

export function startAnnouncer(parts: AnnouncerParts): Announcer {
  let responders: Responder[] = [];
  let seen: string | null = null;
  let stopped = false;
  let work: Promise<void> = Promise.resolve();

  const close = async () => {
    const old = responders;
    responders = [];
    await Promise.all(old.map(responder => responder.close()));
  };
  const announce = async () => {
    await close();
    if (stopped) return;
    const wanted = await parts.wanted();
    const addresses = parts.addresses();
    if (!wanted) return parts.onState({ kind: 'off' });
    if (addresses.length === 0) return parts.onState({ kind: 'no-network' });
    try {
      responders = await openAll(addresses, () => plan(announce));
    } catch (error) {
      return parts.onState({ kind: 'unavailable', reason: (error as Error).message });
    }
    await parts.onState(await tell(responders, addresses, wanted));
  };
  /** One after another: what is planned begins when what runs has ended. */
  const plan = (step: () => Promise<unknown>) => {
    work = work.then(step).then(
      () => {},
      (err: unknown) => parts.log.warn({ err }, 'could not announce the name'),
    );
  };
  const look = () => {
    const now = JSON.stringify(parts.addresses().map(({ network, host, host6 }) => [network, host, host6]));
    if (now === seen) return;
    const first = seen === null;
    seen = now;
    plan(announce);
    if (!first) plan(parts.onNetworks);
  };
  look();
  const timer = setInterval(look, parts.everyMs);
  return {
    refresh: () => plan(announce),
    async stop() {
      stopped = true;
      clearInterval(timer);
      plan(close);
      await work;
    },
  };
}

async function openAll(addresses: readonly LanAddress[], onTaken: () => void): Promise<Responder[]> {
  const own = ownAddresses(addresses);
  let told = false;
  const once = () => {
    if (told) return;
    told = true;
    onTaken();
  };
  const opened = await Promise.allSettled(
    addresses.map(({ host }) => openResponder({ address: host, own, onTaken: once })),
  );
  const failed = opened.find(result => result.status === 'rejected');
  const responders = opened.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  if (!failed) return responders;
  await Promise.all(responders.map(responder => responder.close()));
  throw failed.reason;
}

const ownAddresses = (addresses: readonly LanAddress[]) =>
  addresses.flatMap(({ host, host6 }) => [host, ...host6]).map(address => address.toLowerCase());

/** Finds a free name, the same on every network, and announces it on each with the address there. */
async function tell(
  responders: readonly Responder[],
  addresses: readonly LanAddress[],
  wanted: NonNullable<Wanted>,
): Promise<AnnouncedState> {
  let { name } = wanted;
  for (let tries = 1; tries < TRIES; tries++) {
    const asked = name;
    const free = await Promise.all(responders.map(responder => responder.isFree(asked)));
    if (free.every(Boolean)) break;
    name = nextName(wanted.name, name);
  }
  responders.forEach((responder, i) => {
    const { host, host6 } = addresses[i] as LanAddress;
    responder.announce({ ...wanted, name, address: host, addresses6: host6 });
  });
  const answers = await Promise.all(addresses.map(({ host }) => heard(name, host)));
  return { kind: 'announced', wanted: wanted.name, name, heard: answers.every(Boolean) };
}
