/** What the console's pages may ask of the machine: the one bridge between Electron's main process and the window. */
import type { ApplianceState } from '../../server/supervisor/contract.ts';

export interface FolderChoice {
  path: string;
  freeBytes: number;
}

export interface Bridge {
  appliance: {
    state(): Promise<ApplianceState>;
    /** Calls back on every change; answers how to stop listening. */
    onState(listener: (state: ApplianceState) => void): () => void;
    start(): Promise<void>;
    stop(): Promise<void>;
    restart(): Promise<void>;
    dataFolder(): Promise<FolderChoice>;
    /** Native dialog; null when nothing was chosen. Switching is only for an academy that is not set up. */
    chooseDataFolder(): Promise<FolderChoice | null>;
    /** The one-time code of the own data folder; null when the academy is set up. */
    setupCode(): Promise<string | null>;
  };
  session: {
    load(): Promise<string | null>;
    save(refreshToken: string): Promise<void>;
    clear(): Promise<void>;
  };
  /** Opens one of the academy's own addresses in the browser. */
  openAddress(url: string): Promise<void>;
  /** Where the socket connects to, `http://127.0.0.1:8080`. */
  socketAddress(): Promise<string>;
}
