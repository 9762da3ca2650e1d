/** The academy's addresses as they are now, for the process that looks after the others; it knows no database. */
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../platform/clock.ts';
import { reachableAddresses } from '../platform/config/addresses.ts';
import { openHttpsStore } from './https/store.ts';
import { waysIn } from './ways-in-rules.ts';

export interface WaysIn {
  now(): string[];
  /** Calls the listener with the new addresses when a network or HTTPS has changed; answers how to stop. */
  watch(listener: (addresses: string[]) => void): () => void;
}

interface Machine {
  interfaces: typeof networkInterfaces;
  clock: Clock;
  everyMs: number;
}

/** Networks come and go without a word: they are looked at this often. */
const LOOK_MS = 3000;
const HERE: Machine = { interfaces: networkInterfaces, clock: systemClock, everyMs: LOOK_MS };

export function openWaysIn(
  { host, httpsPort }: { host: string; httpsPort: number },
  port: number,
  secretsFolder: string,
  { interfaces, clock, everyMs }: Machine = HERE,
): WaysIn {
  const store = openHttpsStore(join(secretsFolder, 'https'));
  const now = () => {
    const choices = store.choices();
    const certified = choices.rung !== 'none' && store.identity(choices.rung) !== null;
    const plain = reachableAddresses(interfaces(), port, host);
    return waysIn({ plain, httpsPort, choices, certified, now: clock.now() });
  };
  return {
    now,
    watch(listener) {
      let told = JSON.stringify(now());
      const look = () => {
        const addresses = now();
        if (JSON.stringify(addresses) === told) return;
        told = JSON.stringify(addresses);
        listener(addresses);
      };
      const timer = setInterval(look, everyMs);
      timer.unref();
      const unwatch = store.watch(look);
      return () => {
        clearInterval(timer);
        unwatch();
      };
    },
  };
}
