/** Runs beside the console's page and gives it one frozen object, nothing else. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type ApplianceState, type Bridge, CHANNELS, STATE_CHANGED } from './ipc/contract.ts';

const ask =
  <T>(channel: string) =>
  (): Promise<T> =>
    ipcRenderer.invoke(channel) as Promise<T>;

const bridge: Bridge = {
  appliance: {
    state: ask(CHANNELS.state),
    onState(listener) {
      const hear = (_event: IpcRendererEvent, state: ApplianceState) => listener(state);
      ipcRenderer.on(STATE_CHANGED, hear);
      return () => void ipcRenderer.removeListener(STATE_CHANGED, hear);
    },
    start: ask(CHANNELS.start),
    stop: ask(CHANNELS.stop),
    restart: ask(CHANNELS.restart),
    dataFolder: ask(CHANNELS.dataFolder),
    chooseDataFolder: ask(CHANNELS.chooseDataFolder),
    setupCode: ask(CHANNELS.setupCode),
  },
  session: {
    load: ask(CHANNELS.loadSession),
    save: refreshToken => ipcRenderer.invoke(CHANNELS.saveSession, refreshToken) as Promise<void>,
    clear: ask(CHANNELS.clearSession),
  },
  openAddress: url => ipcRenderer.invoke(CHANNELS.openAddress, url) as Promise<void>,
  socketAddress: ask(CHANNELS.socketAddress),
};

contextBridge.exposeInMainWorld('lyceum', bridge);
