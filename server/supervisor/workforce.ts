/** Those who do the work: a cluster of processes (pool.ts), or this very process (solo.ts). */
import type { Configuration } from '../platform/config/configuration.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Appliance, OperationReport, WorkerReport } from './contract.ts';

/** The part of an academy that the supervisor needs; built by the composition root. */
export interface WorkingAcademy {
  listen(): Promise<{ port: number }>;
  close(): Promise<void>;
  wake(): void;
  /** An operation moved: people are told. */
  operationChanged(report: OperationReport): void;
}

export interface AcademyDuties {
  configuration: Configuration;
  log: Log;
  version: string;
  /** Serves requests. */
  web: boolean;
  /** Runs background jobs and schedules. */
  jobs: boolean;
  /** True when other processes work for the same academy and share a channel through the supervisor. */
  clustered: boolean;
  wakeJobs?: () => void;
  appliance: Appliance;
  /** Called when the database says that its file is damaged. */
  onDamage: () => void;
}
export type BuildAcademy = (duties: AcademyDuties) => Promise<WorkingAcademy>;

export interface WorkforceEvents {
  /** A process is about to listen: whoever stands in until then lets go of the port. */
  makeWay(): Promise<void>;
  /** At least one process serves requests. */
  onServing(): void;
  /** None serves requests any more; the next try is on its way, or, after many, far off. */
  onLost(reason: string, gaveUp: boolean): void;
  onCrash(reason: string): void;
  /** Some process changed its state. */
  onChange(): void;
  /** A process met damaged data. */
  onDamage(): void;
}

export interface Workforce {
  /** Also again after `stop`. */
  start(): void;
  /** Replaces every process without a pause in service. Rejects when a new one does not come up; the old one then stays. */
  restart(): Promise<void>;
  /** Lets what runs come to its end, ten seconds at most. */
  stop(): Promise<void>;
  /** Tells everybody who serves of an operation. */
  tell(report: OperationReport): void;
  report(): WorkerReport[];
}

/** Longest time a process may take to finish what it is doing, milliseconds. */
export const DRAIN_MS = 10_000;
