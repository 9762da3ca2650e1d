/** What the commands work with, opened when the first one asks for it. Built in server/cli.ts. */
import type { AccountsService, ByHand, ImportsByHand } from '../accounts/index.ts';
import type { FactorsService } from '../factors/index.ts';
import type { DiagnosticsService } from '../activity/index.ts';
import type { BackupsByHand } from '../backups/index.ts';
import type { HealthReport } from '../health/contract.ts';
import type { Restorable } from '../restore/contract.ts';
import type { LogPage, Reading } from '../platform/logging/reader.ts';
import type { ServiceByHand } from '../service/index.ts';
import type { SignInRulesService } from '../sign-in-rules/index.ts';
import type { UpkeepService } from '../upkeep/index.ts';
import type { Queue } from '../platform/jobs/queue.ts';
import type { DatabaseService } from '../database/index.ts';
import type { KeysService } from '../privacy/index.ts';
import type { LedgerService } from '../ledger/index.ts';
import type { OperationPlan, OperationReport, ServerReport, Watch } from '../supervisor/contract.ts';
import type { UpdatesService } from '../updates/index.ts';

/** The academy's data, with or without a server running beside. */
export interface AcademyTools {
  accounts: AccountsService;
  people: ByHand;
  imports: ImportsByHand;
  factors: Pick<FactorsService, 'reset'>;
  signInRules: Pick<SignInRulesService, 'unlock'>;
  queue: Queue;
  backups: BackupsByHand;
  doctor(): Promise<HealthReport>;
  diagnostics: DiagnosticsService;
  upkeep: UpkeepService;
  updates: UpdatesService;
  database: DatabaseService;
  keys: KeysService;
  ledger: LedgerService;
}

/** The running server's supervisor. */
export interface ServerTools {
  report(): Promise<ServerReport>;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** What opens a backup, and where its keys come from. */
export interface GivenKeys {
  passphrase: string | null;
  /** Text of a key file. */
  keys: string | null;
  withoutKeys: boolean;
}

export interface Tools {
  version: string;
  dataFolder: string;
  /** Throws in plain words when there is no academy in the data folder, or one of another version. */
  academy(): Promise<AcademyTools>;
  /** null when no server runs on the data folder. */
  server(): Promise<ServerTools | null>;
  /** Reads the log files; needs no database. */
  readLog(reading: Reading): Promise<LogPage>;
  /** Folders in which this academy's backups lie. */
  ownPlaces(): string[];
  /** Backups of the own places, or of a folder; needs no database. */
  restorable(folder: string | null): Promise<Restorable[]>;
  /** Resolves when the operation has ended, whichever way. */
  restore(backup: Restorable, given: GivenKeys, watch: Watch): Promise<OperationReport>;
  /** The same for another operation. The academy's data are let go of meanwhile. */
  operate(command: { plan: OperationPlan; secret: string | null }, watch: Watch): Promise<OperationReport>;
  /** Tries a version whose package is here on a copy of the data, in processes of its own. */
  rehearse(
    version: string,
    watch: Pick<Watch, 'signal'> & { progress(done: number, note: string | null): void },
  ): Promise<void>;
  /** Where the database is to move, when the environment says so. */
  moveAddress(): string | undefined;
  service: ServiceByHand;
  /** The one-time code of the first start; null once the academy is set up. */
  setupCode(): string | null;
  close(): Promise<void>;
}
