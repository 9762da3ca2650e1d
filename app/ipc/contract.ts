/** What the console's page may ask of the machine: `window.lyceum`, there only in the console's own window. */
import type { ServerReport } from '../../server/supervisor/contract.ts';

/** The server of this machine as the console sees it. */
export type ApplianceState =
  /** No server runs with this data folder. */
  | { name: 'stopped' }
  /** Started a moment ago, not to be spoken to yet. */
  | { name: 'starting' }
  /** There is a server; what it is doing stands in the report. */
  | { name: 'attached'; report: ServerReport }
  /** It could not be started. The reason is a sentence for people. */
  | { name: 'failed'; reason: string };

export interface DataFolder {
  path: string;
  /** Free space of its disk in bytes. */
  free_bytes: number;
}

export type FolderChoice =
  | { outcome: 'cancelled' }
  /** The server now runs with this folder. */
  | { outcome: 'chosen'; folder: DataFolder }
  | { outcome: 'refused'; reason: string };

/** The bridge; every promise rejects with an Error in plain words when it cannot be done. */
export interface Bridge {
  readonly appliance: {
    state(): Promise<ApplianceState>;
    /** Called at every change. Answers a function that ends the listening. */
    onState(listener: (state: ApplianceState) => void): () => void;
    /** Starts the server, or attaches to the one that runs; resolves when it has begun. */
    start(): Promise<void>;
    /** Lets what runs come to its end; resolves when the server has ended. */
    stop(): Promise<void>;
    /** Replaces the server's processes one by one; resolves when that has begun. */
    restart(): Promise<void>;
    dataFolder(): Promise<DataFolder>;
    /** Asks for a folder with the system's dialog; only while the academy is not set up. */
    chooseDataFolder(): Promise<FolderChoice>;
    /** The one-time code of first-run set-up; null once that is done. */
    setupCode(): Promise<string | null>;
  };
  /** The refresh token between two starts of the console; kept only where the system can encrypt it. */
  readonly session: {
    load(): Promise<string | null>;
    save(refreshToken: string): Promise<void>;
    clear(): Promise<void>;
  };
  /** Opens a page of this academy in the person's browser. */
  openAddress(url: string): Promise<void>;
  /** Where to connect the socket, for example http://127.0.0.1:8080; null while no server runs. */
  socketAddress(): Promise<string | null>;
}

/** What the page asks for, by channel. */
export const CHANNELS = {
  state: 'appliance:state',
  start: 'appliance:start',
  stop: 'appliance:stop',
  restart: 'appliance:restart',
  dataFolder: 'appliance:data-folder',
  chooseDataFolder: 'appliance:choose-data-folder',
  setupCode: 'appliance:setup-code',
  loadSession: 'session:load',
  saveSession: 'session:save',
  clearSession: 'session:clear',
  openAddress: 'open-address',
  socketAddress: 'socket-address',
} as const;

/** What the page is told without asking. */
export const STATE_CHANGED = 'appliance:state-changed';

/** Origin of the console's page. */
export const CONSOLE_ORIGIN = 'app://console';
