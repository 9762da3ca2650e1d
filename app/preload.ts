/** Runs beside the console's page and gives it one frozen object, nothing else. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type Bridge, CHANNELS, GO, LOCK_CHANGED, STATE_CHANGED } from './ipc/contract.ts';

const ask =
  <T>(channel: string) =>
  (): Promise<T> =>
    ipcRenderer.invoke(channel) as Promise<T>;

const tell =
  <A, T>(channel: string) =>
  (argument: A): Promise<T> =>
    ipcRenderer.invoke(channel, argument) as Promise<T>;

const hear =
  <T>(channel: string) =>
  (listener: (message: T) => void): (() => void) => {
    const pass = (_event: IpcRendererEvent, message: T) => listener(message);
    ipcRenderer.on(channel, pass);
    return () => void ipcRenderer.removeListener(channel, pass);
  };

const bridge: Bridge = {
  appliance: {
    state: ask(CHANNELS.state),
    onState: hear(STATE_CHANGED),
    start: ask(CHANNELS.start),
    stop: ask(CHANNELS.stop),
    restart: ask(CHANNELS.restart),
    usePort: tell(CHANNELS.usePort),
    useOther: ask(CHANNELS.useOther),
    askControl: ask(CHANNELS.askControl),
    operate: tell(CHANNELS.operate),
    cancelOperation: ask(CHANNELS.cancelOperation),
    dataFolder: ask(CHANNELS.dataFolder),
    chooseDataFolder: ask(CHANNELS.chooseDataFolder),
    pickFolder: ask(CHANNELS.pickFolder),
    setupCode: ask(CHANNELS.setupCode),
  },
  computer: {
    facts: ask(CHANNELS.facts),
    setStartAtBoot: tell(CHANNELS.setStartAtBoot),
    setWindow: tell(CHANNELS.setWindow),
  },
  lock: {
    state: ask(CHANNELS.lockState),
    onState: hear(LOCK_CHANGED),
    touch: ask(CHANNELS.touch),
    lock: ask(CHANNELS.lock),
    unlock: tell(CHANNELS.unlock),
    setPin: tell(CHANNELS.setPin),
    setMinutes: tell(CHANNELS.setMinutes),
  },
  session: {
    load: ask(CHANNELS.loadSession),
    save: tell(CHANNELS.saveSession),
    clear: ask(CHANNELS.clearSession),
  },
  onGo: hear(GO),
  openAddress: tell(CHANNELS.openAddress),
  socketAddress: ask(CHANNELS.socketAddress),
};

contextBridge.exposeInMainWorld('lyceum', bridge);
