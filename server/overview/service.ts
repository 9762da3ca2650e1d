/** What the console's home shows, gathered from every process. */
import { networkInterfaces } from 'node:os';
import { type Clock, DAY, HOUR, instant, MINUTE } from '../platform/clock.ts';
import { reachableAddresses } from '../platform/config/addresses.ts';
import type { Transact } from '../platform/db/transact.ts';
import { median } from '../platform/http/timings.ts';
import type { Presence } from '../platform/realtime/contract.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Health } from '../site/contract.ts';
import type { Overview } from './contract.ts';
import type { OverviewRepository } from './repository.ts';

export interface OverviewDeps {
  overview: OverviewRepository;
  transact: Transact;
  clock: Clock;
  hub: Pick<Hub, 'everywhere'>;
  health: () => Promise<Health>;
  diskSpace: () => Promise<{ free: number; total: number }>;
  /** Port and host that learners use. */
  listening: { port: number; host: string };
}

const SHOWN_PEOPLE = 200;
const SHOWN_ACTS = 8;
const SAMPLES_KEPT = 3 * DAY;

export interface OverviewService {
  read(): Promise<Overview>;
  /** Stores how many people are connected now. */
  samplePresence(): Promise<void>;
}

export function createOverviewService(deps: OverviewDeps): OverviewService {
  const { overview, clock } = deps;
  return {
    async read() {
      const now = clock.now();
      const [health, processes, disk, counts, media_bytes, database_bytes, presence_history, recent] =
        await Promise.all([
          deps.health(),
          deps.hub.everywhere(),
          deps.diskSpace(),
          overview.counts(),
          overview.mediaBytes(),
          overview.databaseBytes(),
          overview.presenceSince(instant(now - HOUR)),
          overview.recent(instant(now - DAY), SHOWN_ACTS),
        ]);
      const people = newestPerPerson(processes.flatMap(p => p.presences));
      return {
        health,
        addresses: reachableAddresses(networkInterfaces(), deps.listening.port, deps.listening.host),
        present: await named(people.slice(0, SHOWN_PEOPLE), overview),
        present_count: people.length,
        presence_history,
        typical_answer_ms: median(processes.flatMap(p => p.timings)),
        storage: { free_bytes: disk.free, total_bytes: disk.total, media_bytes, database_bytes },
        counts,
        recent,
      };
    },
    async samplePresence() {
      const people = newestPerPerson((await deps.hub.everywhere()).flatMap(p => p.presences)).length;
      const minute = Math.floor(clock.now() / MINUTE) * MINUTE;
      await deps.transact(tx => overview.addPresence(tx, instant(minute), people, instant(minute - SAMPLES_KEPT)));
    },
  };
}

/** One line per person, however many tabs and devices; the connection made last says where they are. */
export function newestPerPerson(presences: readonly Presence[]): Presence[] {
  const newestFirst = presences.toSorted((a, b) => b.since - a.since);
  return [...new Map(newestFirst.toReversed().map(p => [p.userId, p])).values()].toSorted((a, b) => b.since - a.since);
}

async function named(people: readonly Presence[], overview: OverviewRepository): Promise<Overview['present']> {
  const names = await overview.names(people.map(p => p.userId));
  return people.flatMap(({ userId, place, device, since }) => {
    const name = names.get(userId);
    return name
      ? [
          {
            user_id: userId,
            first_name: name.first_name,
            last_name: name.last_name,
            place,
            device,
            since: instant(since),
          },
        ]
      : [];
  });
}
