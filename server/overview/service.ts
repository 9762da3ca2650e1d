/** What the console's home shows, gathered from every process. */
import { type Clock, DAY, HOUR, instant, MINUTE } from '../platform/clock.ts';
import type { NetworkAddress } from '../network/contract.ts';
import type { NetworkService } from '../network/index.ts';
import type { Transact } from '../platform/db/transact.ts';
import { median } from '../platform/http/timings.ts';
import type { Presence } from '../platform/realtime/contract.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { HealthReport } from '../health/contract.ts';
import type { LastBackup, Overview, Upcoming } from './contract.ts';
import type { OverviewRepository } from './repository.ts';

export interface OverviewDeps {
  overview: OverviewRepository;
  transact: Transact;
  clock: Clock;
  hub: Pick<Hub, 'everywhere'>;
  health: () => Promise<HealthReport>;
  /** Days until the disk is full; null when it does not fill or nobody knows yet. */
  fullInDays: () => number | null;
  /** Left out where nothing makes backups. */
  lastBackup?: () => Promise<LastBackup>;
  /** What comes by itself, of every feature that does something by itself. */
  upcoming: readonly (() => Promise<Upcoming[]>)[];
  diskSpace: () => Promise<{ free: number; total: number }>;
  /** How learners reach the academy. */
  ways: NetworkService['brief'];
  /** Port on this machine. */
  here: () => number;
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
      const [
        report,
        last_backup,
        next,
        processes,
        disk,
        counts,
        media_bytes,
        database_bytes,
        presence_history,
        recent,
        ways,
      ] = await Promise.all([
        deps.health(),
        deps.lastBackup?.() ?? null,
        nextOf(deps.upcoming),
        deps.hub.everywhere(),
        deps.diskSpace(),
        overview.counts(),
        overview.mediaBytes(),
        overview.databaseBytes(),
        overview.presenceSince(instant(now - HOUR)),
        overview.recent(instant(now - DAY), SHOWN_ACTS),
        deps.ways(),
      ]);
      const people = newestPerPerson(processes.flatMap(p => p.presences));
      return {
        health: briefly(report),
        last_backup,
        next,
        addresses: [...ways.addresses.map(lanAddress), thisMachine(deps.here())],
        short_name: ways.short_name.url,
        learners_url: ways.learners_url,
        present: await named(people.slice(0, SHOWN_PEOPLE), overview),
        present_count: people.length,
        presence_history,
        typical_answer_ms: median(processes.flatMap(p => p.timings)),
        storage: {
          free_bytes: disk.free,
          total_bytes: disk.total,
          full_in_days: deps.fullInDays(),
          media_bytes,
          database_bytes,
        },
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

const lanAddress = ({ url, host, network, medium, ssid }: NetworkAddress): Overview['addresses'][number] => ({
  url,
  host,
  network,
  medium,
  ssid,
  kind: 'lan',
});

const thisMachine = (port: number): Overview['addresses'][number] => ({
  url: port === 80 ? 'http://127.0.0.1' : `http://127.0.0.1:${port}`,
  host: '127.0.0.1',
  network: 'loopback',
  medium: 'other',
  ssid: null,
  kind: 'this-machine',
});

function briefly({ state, checked_at, checks }: HealthReport): Overview['health'] {
  return {
    state,
    checked_at,
    passed: checks.filter(check => check.finding.state === 'ok').length,
    issues: checks.filter(check => check.finding.state !== 'ok' && check.silenced_until === null),
  };
}

const SHOWN_NEXT = 4;
/** Sorts after every moment: what comes whenever the administrator likes. */
const WHENEVER = '~';

async function nextOf(sources: OverviewDeps['upcoming']): Promise<Upcoming[]> {
  const all = (await Promise.all(sources.map(source => source()))).flat();
  return all.toSorted((a, b) => (a.at ?? WHENEVER).localeCompare(b.at ?? WHENEVER)).slice(0, SHOWN_NEXT);
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
