/**
 * A kind of operation says what its steps do. Steps run in a process of their own (step-process.ts), so that the supervisor
 * stays small and a step may be killed at any moment; each must be able to run again after it was cut off half-way.
 */
import type { Configuration } from '../../platform/config/configuration.ts';

/**
 * verify: is all there, room, rights? Stages whatever takes long; people still work.
 * save: a safety copy of what is there now. stopped: nobody works any more, nothing is replaced yet.
 * replace, migrate: the change itself. probe: asks the server that runs on trial.
 * roll-back: exactly as it was before; runs in any state and more than once. clean: throws away what is left after `done`.
 */
export const stepNames = ['verify', 'save', 'stopped', 'replace', 'migrate', 'probe', 'roll-back', 'clean'] as const;
export type StepName = (typeof stepNames)[number];

export interface StepContext {
  configuration: Configuration;
  /** Of the operation. */
  id: string;
  /** Folder of the operation for what it stages; below the data folder, made by who needs it. */
  folder: string;
  values: Record<string, unknown>;
  /** Only in `verify` and `save`, and only when the plan came with one. */
  secret: string | null;
  /** Address of the server on trial, in `probe`: http://127.0.0.1:40123. */
  origin: string | null;
  signal: AbortSignal;
  /** 0 to 1 of this step, and what is being worked on. */
  progress(done: number, note?: string): void;
}

/** Throws an Error in plain words: its message is what people read. What it answers reaches whoever ordered the step. */
export type Step = (context: StepContext) => Promise<unknown>;

export interface OperationKind {
  kind: string;
  /** A step that is left out has nothing to do. */
  steps: { [name in StepName]?: Step };
}

/** What the supervisor sends the process of a step. */
export interface StepOrder {
  lyceum: 'step';
  kind: string;
  step: StepName;
  id: string;
  values: Record<string, unknown>;
  secret: string | null;
  origin: string | null;
}

/** What that process answers. */
export type StepNews =
  | { lyceum: 'progress'; done: number; note: string | null }
  | { lyceum: 'finished'; value: unknown }
  | { lyceum: 'refused'; reason: string };
