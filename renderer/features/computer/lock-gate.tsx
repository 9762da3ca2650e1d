import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { credentials } from '../../platform/credentials.ts';
import styles from './computer.module.css';
import { LockScreen } from './parts/lock-screen.tsx';
import { isLockShortcut } from './shortcut.ts';
import { consoleLock } from './lock-state.ts';
import { useLockState } from './use-lock-state.ts';

/** Signs that somebody is there. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** A sign is passed on at most this often, milliseconds. */
const TOUCH_EVERY_MS = 10_000;

function useTouches(): void {
  useEffect(() => {
    let last = 0;
    const touch = () => {
      const now = Date.now();
      if (now - last < TOUCH_EVERY_MS) return;
      last = now;
      consoleLock.touch();
    };
    for (const sign of SIGNS) window.addEventListener(sign, touch, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, touch, { capture: true });
    };
  }, []);
}

function useShortcut(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isLockShortcut(event) || !credentials.expected()) return;
      event.preventDefault();
      consoleLock.lock();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/**
 * Hides everything while the console is locked. What is behind it stays as it was, so that an upload goes on and nothing typed is
 * lost; neither eye, keyboard nor screen reader reaches it. A console that opens locked begins with the lock alone.
 */
export function LockGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const state = useLockState();
  const [begun, setBegun] = useState(false);
  useTouches();
  useShortcut();
  const locked = state?.locked === true;
  if (state && !locked && !begun) setBegun(true);
  return (
    <>
      {/* First in the page: both have a place called "content", and the skip link must find this one. */}
      {locked ? <LockScreen state={state} onOpen={() => void queries.invalidateQueries()} /> : null}
      {begun ? (
        <div hidden={locked} inert={locked} className={styles.behind}>
          {children}
        </div>
      ) : null}
    </>
  );
}
