/** Whether the console is locked: on the machine itself its main process says so, in a browser this page and its other tabs do. */
import type { Key, LockState, Unlocking } from '../../../app/ipc/contract.ts';
import { bridge } from '../../platform/bridge.ts';
import { CallError, call } from '../../platform/call.ts';
import { credentials } from '../../platform/credentials.ts';
import { createBrowserLock } from './browser-lock.ts';

export interface ConsoleLock {
  state(): Promise<LockState>;
  onState(listener: (state: LockState) => void): () => void;
  touch(): void;
  lock(): void;
  unlock(key: Key): Promise<Unlocking>;
  setMinutes(minutes: number | null): Promise<void>;
  /** Signs out and opens: behind it there is only the sign-in. */
  leave(): Promise<void>;
}

const signOut = async () => {
  if (!bridge || credentials.token()) await call('POST /auth/logout', {}).catch(() => {});
  await credentials.forget();
};

function inBrowser(): ConsoleLock {
  const lock = createBrowserLock({
    place: window.localStorage,
    now: Date.now,
    isSignedIn: credentials.expected,
    onOtherTab: heard => window.addEventListener('storage', event => event.key?.startsWith('lyceum.lock') && heard()),
  });
  setInterval(lock.look, LOOK_MS);
  return {
    ...lock,
    state: async () => lock.state(),
    setMinutes: async minutes => lock.setMinutes(minutes),
    async unlock(key) {
      try {
        await call('POST /auth/confirm', { body: { password: 'password' in key ? key.password : '' } });
      } catch (error) {
        const isWrong = error instanceof CallError && error.code === 'VALIDATION_ERROR';
        return isWrong
          ? { outcome: 'wrong', state: lock.state() }
          : { outcome: 'refused', reason: (error as Error).message };
      }
      lock.open();
      return { outcome: 'open' };
    },
    async leave() {
      await signOut();
      lock.open();
    },
  };
}

const LOOK_MS = 5000;

const onMachine = ({ lock }: NonNullable<typeof bridge>): ConsoleLock => ({
  state: lock.state,
  onState: lock.onState,
  touch: () => void lock.touch().catch(() => {}),
  lock: () => void lock.lock(),
  async unlock(key) {
    // The main process asks the server with the token that this page used last: let it be a fresh one.
    if ('password' in key && credentials.token()) await call('GET /site', {}).catch(() => {});
    return lock.unlock(key);
  },
  setMinutes: lock.setMinutes,
  leave: signOut,
});

export const consoleLock: ConsoleLock = bridge ? onMachine(bridge) : inBrowser();
