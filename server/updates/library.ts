/** What an update uses of backups and rehearsal; handed over by the composition root, because a feature knows others by types only. */
import type { Clock } from '../platform/clock.ts';
import type { RehearsalProbe } from './contract.ts';
import type { z } from 'zod';

export interface Copy {
  /** A data folder of its own with everything in it that a server needs. */
  dataFolder: string;
  databaseUrl: string | undefined;
  /** Writes down that the backup which the copy is of was restored, and served as these probes say. */
  prove(probes: z.output<typeof RehearsalProbe>[]): Promise<void>;
  close(): Promise<void>;
}

export interface CopyWish {
  dataFolder: string;
  databaseUrl: string | undefined;
  /** Stands with the backup: `before-0.2.0`. */
  reason: string;
  signal: AbortSignal;
  progress(done: number, note: string): void;
}

export interface UpdateLibrary {
  clock: Clock;
  /** Of this program. */
  version: string;
  /** Makes a backup, takes it out again into a scratch place, compares every row. Throws an Error in plain words. */
  provedCopy(wish: CopyWish): Promise<Copy>;
  /** Serves the copy with a program and tries it as a learner would. */
  rehearse(wish: {
    copy: Copy;
    program: string;
    node: string;
    signal: AbortSignal;
    progress(done: number, note: string): void;
  }): Promise<{ ok: boolean; seconds: number; probes: z.output<typeof RehearsalProbe>[] }>;
  /** PostgreSQL's own copy, through its tools. */
  dump(url: string, file: string, signal: AbortSignal): Promise<void>;
  /** Replaces everything in the database by the dump. */
  load(url: string, file: string, signal: AbortSignal): Promise<void>;
}
