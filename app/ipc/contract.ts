/** What the console's page may ask of the machine: `window.lyceum`, there only in the console's own window. */
import type { OperationRequest, ServerReport, StartTrouble } from '../../server/supervisor/contract.ts';

/** What hinders the server, so that a page can offer what helps. */
export interface Trouble {
  kind: StartTrouble | 'notAllowed' | 'crashed';
  /** The port that could not be had, and the next one that can. */
  port?: number;
  free_port?: number;
  /** Another academy of this computer that has the port, and that this console may use instead. */
  other?: { name: string; data_folder: string };
}

/** The server of this machine as the console sees it. */
export type ApplianceState =
  /** No server runs with this data folder. */
  | { name: 'stopped' }
  /** Started a moment ago, not to be spoken to yet. */
  | { name: 'starting' }
  /** There is a server; what it is doing stands in the report. */
  | { name: 'attached'; report: ServerReport }
  /** There is a server of another user, and this person may not control it yet. */
  | { name: 'withheld' }
  /** It could not be started, or ended unasked. The reason is a sentence for people. */
  | { name: 'failed'; reason: string; trouble: Trouble };

export interface DataFolder {
  path: string;
  /** Free space of its disk in bytes, and its size. */
  free_bytes: number;
  total_bytes: number;
}

export type FolderChoice =
  | { outcome: 'cancelled' }
  /** The server now runs with this folder. */
  | { outcome: 'chosen'; folder: DataFolder }
  | { outcome: 'refused'; reason: string };

/** Whether something was done; otherwise why not, as a sentence for people. */
export type Outcome = { outcome: 'done' } | { outcome: 'refused'; reason: string };

/** This computer and its console. */
export interface ComputerFacts {
  console_version: string;
  /** `Linux`, `Windows`, `macOS`. */
  system: string;
  /** Name of the computer in its network. */
  host: string;
  /** Starts with the computer: `elsewhere` when the service belongs to another academy's folder. */
  start_at_boot: 'on' | 'off' | 'elsewhere' | 'unsupported';
  /** As whom the service runs; null where it is not set up. */
  service_user: string | null;
  /** Who is at the computer, by the name of the account. */
  person: string;
  window: WindowHabits;
}

export interface WindowHabits {
  /** What closing the window does to the console; the academy runs on either way. */
  closing: 'tray' | 'quit';
  /** Whether the console opens when the person signs in to the computer. */
  opens_at_sign_in: boolean;
}

export interface LockState {
  locked: boolean;
  /** Minutes without a touch after which it locks; null for never. */
  minutes: number | null;
  has_pin: boolean;
  /** Seconds until the next try is allowed; 0 when one is. */
  wait_seconds: number;
  /** Wrong PINs so many that only the password opens it. */
  pin_spent: boolean;
}

export type Key = { pin: string } | { password: string };

export type Unlocking =
  | { outcome: 'open' }
  | { outcome: 'wrong'; state: LockState }
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
    /** Starts the server on another port, which is remembered. */
    usePort(port: number): Promise<void>;
    /** Turns to the other academy of this computer that has the port. */
    useOther(): Promise<void>;
    /** Asks the system to let this person control the service. */
    askControl(): Promise<Outcome>;
    /** Begins an operation, for instance the restore of a backup that the report offers; resolves when it has begun. */
    operate(request: OperationRequest): Promise<void>;
    /** Calls off the operation that runs, as long as nothing has been replaced. */
    cancelOperation(): Promise<void>;
    dataFolder(): Promise<DataFolder>;
    /** Asks for a folder with the system's dialog; only while the academy is not set up. */
    chooseDataFolder(): Promise<FolderChoice>;
    /** Asks for any folder with the system's dialog; null when the person chose none. */
    pickFolder(): Promise<string | null>;
    /** The one-time code of first-run set-up; null once that is done. */
    setupCode(): Promise<string | null>;
  };
  readonly computer: {
    facts(): Promise<ComputerFacts>;
    setStartAtBoot(on: boolean): Promise<Outcome>;
    setWindow(habits: WindowHabits): Promise<void>;
  };
  readonly lock: {
    state(): Promise<LockState>;
    onState(listener: (state: LockState) => void): () => void;
    /** Somebody is there: begins the time anew. */
    touch(): Promise<void>;
    lock(): Promise<void>;
    unlock(key: Key): Promise<Unlocking>;
    /** Sets the PIN, or removes it with null; needs the account's password. */
    setPin(change: { pin: string | null; password: string }): Promise<Outcome>;
    setMinutes(minutes: number | null): Promise<void>;
  };
  /** The refresh token between two starts of the console; kept only where the system can encrypt it. */
  readonly session: {
    load(): Promise<string | null>;
    save(refreshToken: string): Promise<void>;
    /** Forgets who was signed in; opens the lock, for behind it there is only the sign-in. */
    clear(): Promise<void>;
  };
  /** Called when the tray or a notification leads to a page: its path without `/console`. */
  onGo(listener: (path: string) => void): () => void;
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
  usePort: 'appliance:use-port',
  useOther: 'appliance:use-other',
  askControl: 'appliance:ask-control',
  operate: 'appliance:operate',
  cancelOperation: 'appliance:cancel-operation',
  dataFolder: 'appliance:data-folder',
  chooseDataFolder: 'appliance:choose-data-folder',
  pickFolder: 'appliance:pick-folder',
  setupCode: 'appliance:setup-code',
  facts: 'computer:facts',
  setStartAtBoot: 'computer:set-start-at-boot',
  setWindow: 'computer:set-window',
  lockState: 'lock:state',
  touch: 'lock:touch',
  lock: 'lock:lock',
  unlock: 'lock:unlock',
  setPin: 'lock:set-pin',
  setMinutes: 'lock:set-minutes',
  loadSession: 'session:load',
  saveSession: 'session:save',
  clearSession: 'session:clear',
  openAddress: 'open-address',
  socketAddress: 'socket-address',
} as const;

/** What the page is told without asking. */
export const STATE_CHANGED = 'appliance:state-changed';
export const LOCK_CHANGED = 'lock:changed';
export const GO = 'go';

/** Origin of the console's page. */
export const CONSOLE_ORIGIN = 'app://console';
