/** What the server knows of itself: its state, since when, what went wrong last; and the report made of that. */
import { instant } from '../platform/clock.ts';
import { setupLink } from './announcement.ts';
import type { ServerReport, ServerState } from './contract.ts';
import type { SupervisorParts } from './index.ts';
import type { Operations } from './operations/machine.ts';
import type { Situation } from './operations/maintenance-words.ts';
import { type ServerEvent, transition } from './states.ts';
import type { Workforce } from './workforce.ts';

export interface Vitals {
  state: ServerState;
  since: string;
  startedAt: string;
  lastCrash: ServerReport['last_crash'];
  addresses: string[];
  /** For HTTP, once it has been claimed. */
  port: number;
  workforce: Workforce | null;
  operations: Operations | null;
  checking: number | null;
  offers: ServerReport['offers'];
  onChange: () => void;
  happen(event: ServerEvent): void;
}

export function createVitals({ clock, log }: Pick<SupervisorParts, 'clock' | 'log'>): Vitals {
  const startedAt = instant(clock.now());
  const vitals: Vitals = {
    state: { name: 'preparing' },
    since: startedAt,
    startedAt,
    lastCrash: null,
    addresses: [],
    port: 0,
    workforce: null,
    operations: null,
    checking: null,
    offers: [],
    onChange: () => {},
    happen(event) {
      const next = transition(vitals.state, event);
      if (next === vitals.state) return;
      log.info({ from: vitals.state.name, to: next.name }, 'server state');
      vitals.state = next;
      vitals.since = instant(clock.now());
      vitals.onChange();
    },
  };
  return vitals;
}

export function reportOf(vitals: Vitals, { configuration, version, readSetupCode }: SupervisorParts): ServerReport {
  const { addresses } = vitals;
  const code = readSetupCode();
  return {
    state: vitals.state,
    since: vitals.since,
    started_at: vitals.startedAt,
    pid: process.pid,
    version,
    data_folder: configuration.dataFolder,
    addresses,
    ports: { http: vitals.port, https: configuration.httpsPort },
    workers: vitals.workforce?.report() ?? [],
    last_crash: vitals.lastCrash,
    checking: vitals.checking,
    offers: vitals.state.name === 'damaged' ? vitals.offers : [],
    operation: vitals.operations?.report() ?? null,
    setup_link: code && addresses[0] ? setupLink(addresses[0], code) : null,
    is_service: configuration.service !== null,
  };
}

export function situationOf({ state, operations, checking }: Vitals): Situation {
  return {
    server: state.name,
    checking: checking !== null,
    operation: operations?.report() ?? null,
    academy: operations?.academy() ?? '',
  };
}
