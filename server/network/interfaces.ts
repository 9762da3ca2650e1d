/** Asking the system about its networks: which are there, over what they run, what the Wi-Fi is called. */
import { networkInterfaces } from 'node:os';
import { type Clock, SECOND } from '../platform/clock.ts';
import { type InterfaceFacts, lanAddresses, type LanAddress, mediumOf } from './addresses-rules.ts';
import type { Medium } from './contract.ts';

/** The system takes a quarter of a second for these, and they change seldom. */
const FACTS_KEPT = 30 * SECOND;

export interface Networks {
  /** At once, with what is known of the interfaces so far. */
  now(): LanAddress[];
  /** With the facts about the interfaces, which may take a moment. */
  described(): Promise<LanAddress[]>;
}

export function openNetworks(host: string, clock: Clock): Networks {
  let facts: InterfaceFacts[] = [];
  let at = Number.NEGATIVE_INFINITY;
  let asking: Promise<InterfaceFacts[]> | null = null;
  const now = () => lanAddresses(networkInterfaces(), facts, host);
  return {
    now,
    async described() {
      // The system starts a dozen programs for its answer: where nobody else can come, nothing is to be described.
      if (now().length === 0) return [];
      if (clock.now() - at > FACTS_KEPT) {
        asking ??= askSystem();
        facts = await asking;
        asking = null;
        at = clock.now();
      }
      return now();
    },
  };
}

/** What cannot be found out is left to the name of the interface. */
async function askSystem(): Promise<InterfaceFacts[]> {
  const { default: system } = await import('systeminformation');
  const [interfaces, wifis] = await Promise.all([
    system.networkInterfaces().catch(() => []),
    system.wifiConnections().catch(() => []),
  ]);
  return (Array.isArray(interfaces) ? interfaces : [interfaces]).map(({ iface, type, virtual, default: isDefault }) => {
    const wifi = wifis.find(one => one.iface === iface);
    return { network: iface, medium: mediumFrom(iface, type, virtual), ssid: wifi?.ssid || null, isDefault };
  });
}

function mediumFrom(network: string, type: string, virtual: boolean): Medium {
  if (virtual) return 'virtual';
  if (type === 'wireless') return 'wifi';
  return type === 'wired' ? 'cable' : mediumOf(network);
}
