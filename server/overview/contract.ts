/** What the console's home shows: is all well, where learners reach it, who is here now. */
import { z } from 'zod';
import { endpoint, Id, Instant } from '../platform/http/contract.ts';
import { Health } from '../site/contract.ts';

export const Address = z.object({
  url: z.string(),
  host: z.string(),
  /** Name of the network interface, as the system calls it. */
  network: z.string(),
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
export const Overview = z.object({
  health: Health,
  addresses: z.array(Address),
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
