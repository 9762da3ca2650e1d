/** What the console's home shows: is all well, where learners reach it, who is here now. */
import { z } from 'zod';
import { Standing } from '../health/contract.ts';
import { HealthState } from '../platform/health/contract.ts';
import { endpoint, Id, Instant } from '../platform/http/contract.ts';
import { Medium } from '../network/contract.ts';

export const Address = z.object({
  url: z.string(),
  host: z.string(),
  /** Name of the network interface, as the system calls it. */
  network: z.string(),
  medium: Medium,
  /** Name of the Wi-Fi, where the system tells it. */
  ssid: z.string().nullable(),
  kind: z.enum(['lan', 'this-machine']),
});
export const Present = z.object({
  user_id: Id,
  first_name: z.string(),
  last_name: z.string(),
  /** What the page they look at is called, by the page itself; null when it said nothing. */
  place: z.string().nullable(),
  device: z.enum(['phone', 'tablet', 'computer']),
  since: Instant,
});
/** The newest backup: what the fact on the home page tells. */
export const LastBackup = z.object({
  made_at: Instant.nullable(),
  /** When it was shown that it can be restored, and how long that took. */
  proved_at: Instant.nullable(),
  proof_seconds: z.number().nullable(),
  bytes: z.number().nullable(),
  /** What the place is called: “Backup 2 TB”. */
  place: z.string().nullable(),
});
export type LastBackup = z.output<typeof LastBackup>;

/** Something that comes by itself, or whenever the administrator likes (`at` null). */
export const Upcoming = z.object({
  at: Instant.nullable(),
  /** Screens translate by it; `text` is the English sentence. */
  code: z.string(),
  text: z.string(),
  /** Page of the console about it, without `/console`. */
  path: z.string().nullable(),
});
export type Upcoming = z.output<typeof Upcoming>;

export const Overview = z.object({
  health: z.object({
    state: HealthState,
    checked_at: Instant.nullable(),
    passed: z.number().int(),
    /** Worst first, without those that are silenced. */
    issues: z.array(Standing),
  }),
  /** null where nothing makes backups. */
  last_backup: LastBackup.nullable(),
  /** Soonest first. */
  next: z.array(Upcoming),
  addresses: z.array(Address),
  /** `http://lyceum.local:8080` while that name works in the network. */
  short_name: z.string().nullable(),
  /** What to tell learners; null without a network. */
  learners_url: z.string().nullable(),
  present: z.array(Present),
  /** People with a live connection now. */
  present_count: z.number().int(),
  /** Connected people sampled each minute over the last hour, oldest first. */
  presence_history: z.array(z.object({ at: Instant, people: z.number().int() })),
  /** Median answer time in milliseconds of the last minutes; null before the first answers. */
  typical_answer_ms: z.number().nullable(),
  storage: z.object({
    free_bytes: z.number(),
    total_bytes: z.number(),
    /** At the present pace; null when it does not fill up, or nobody knows yet. */
    full_in_days: z.number().nullable(),
    media_bytes: z.number(),
    database_bytes: z.number(),
  }),
  counts: z.object({
    users: z.number().int(),
    courses: z.number().int(),
    enrolments: z.number().int(),
    certificates: z.number().int(),
  }),
  /** Notable acts since yesterday, newest first. */
  recent: z.array(
    z.object({
      at: Instant,
      action: z.string(),
      who: z.string().nullable(),
      what: z.string().nullable(),
      count: z.number().int(),
    }),
  ),
});
export type Overview = z.output<typeof Overview>;

export const overviewEndpoints = {
  read: endpoint('GET /overview', { summary: 'State of the academy for its administrators.', data: Overview }),
};
