/** What the checks look at; handed over by the composition root or made in index.ts. */
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Transact } from '../../platform/db/transact.ts';
import type { Queue } from '../../platform/jobs/queue.ts';
import type { Limit } from '../../platform/limits/limits.ts';
import type { Minute } from '../contract.ts';
import type { DatabaseFacts } from '../repository/facts.ts';
import type { Recorder } from '../repository/recorder.ts';
import type { Life } from '../rules/service-findings.ts';

export interface CheckDeps {
  dataFolder: string;
  dbFolder: string;
  secretsFolder: string;
  clock: Clock;
  db: Database;
  transact: Transact;
  queue: Pick<Queue, 'depth'>;
  facts: DatabaseFacts;
  recorder: Recorder;
  /** The last minutes of the recorder, oldest first. */
  recentMinutes(count: number): Minute[];
  /** A count of its own, to try whether attempts can be counted at all. */
  probe: Limit;
  /** Bytes of media and database. */
  ownBytes(): Promise<number>;
  /** Bytes of the disk that uploads leave free. */
  mediaReserve: number;
  /** How the supervisor sees the server; null without one. */
  life(): Promise<Life | null>;
  port: number;
  /** Where Network UPS Tools answer: `localhost`, or `nas.local:3493`. */
  upsServer(): Promise<string>;
}
