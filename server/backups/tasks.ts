/** What the backup process is asked to do and what it says; see backup-process.ts and apart.ts. */
import type { BackupKind } from './contract.ts';
import type { Header, Proof } from './format.ts';
import type { Pruned } from './prune.ts';
import type { Retention } from './retention-rules.ts';
import type { TroubleCode } from './trouble.ts';

interface Common {
  dataFolder: string;
  databaseUrl: string | undefined;
  /** Number of the place. */
  place: number;
  site: { key: string; name: string };
  version: string;
}

export type Task =
  | (Common & { do: 'create'; kind: BackupKind; reason: string | null })
  | (Common & { do: 'copy'; id: string; from: number })
  | (Common & { do: 'prove'; id: string; migrations: readonly string[] })
  | (Common & { do: 'prune'; retention: Retention | null; remove: readonly string[] });

export interface Outcomes {
  create: Header & { files_read: number };
  copy: Header;
  prove: { steps: Proof['steps']; damaged: string[]; folder: string | null; databaseUrl: string | undefined };
  prune: Pruned;
}

export type ToProcess = { task: Task } | { stop: true } | { close: true };

export type FromProcess =
  | { progress: number; note: string }
  | { done: Outcomes[keyof Outcomes] }
  | { trouble: { code: TroubleCode; message: string; remedy: string } };
