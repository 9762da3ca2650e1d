import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { REPORT_EVERY_MS } from './reporter.ts';

export interface PlayerState {
  playing: boolean;
  /** Seconds. */
  time: number;
  /** Seconds; 0 while unknown. */
  duration: number;
  failed: boolean;
}

interface PlayerOptions {
  /** Seconds at which it was left. */
  resumeAt: number;
  /** Where the film is; `now` when it should be reported at once: on pause, on seeking, at the end. */
  onPlace: (seconds: number, now: boolean) => void;
  onPlaying: (playing: boolean) => void;
}

export type PlayerHandle = ReturnType<typeof usePlayer>;

/** So near to the end there is nothing to go back to. Seconds. */
const NEAR_END = 5;

function goTo(media: HTMLMediaElement, seconds: number): void {
  media.currentTime = seconds;
}

/** A film or sound of the browser's own, with its state for the controls, resumed where it was left. */
export function usePlayer({ resumeAt, onPlace, onPlaying }: PlayerOptions) {
  const [media, setMedia] = useState<HTMLMediaElement | null>(null);
  const [state, setState] = useState<PlayerState>({ playing: false, time: resumeAt, duration: 0, failed: false });
  const reportedAt = useRef(0);

  useEffect(() => {
    if (!media) return;
    const set = (change: Partial<PlayerState>) => setState(before => ({ ...before, ...change }));
    const place = (now: boolean) => {
      reportedAt.current = Date.now();
      onPlace(media.currentTime, now);
    };
    const playing = (now: boolean) => () => {
      set({ playing: now });
      onPlaying(now);
      if (!now) place(true);
    };
    let resumed = false;
    const on: Partial<Record<keyof HTMLMediaElementEventMap, () => void>> = {
      loadedmetadata() {
        if (!resumed && resumeAt >= 1 && resumeAt < media.duration - NEAR_END) goTo(media, resumeAt);
        resumed = true;
        set({ duration: media.duration, time: media.currentTime, failed: false });
      },
      timeupdate() {
        set({ time: media.currentTime });
        if (!media.paused && Date.now() - reportedAt.current >= REPORT_EVERY_MS) place(true);
      },
      play: playing(true),
      pause: playing(false),
      ended: playing(false),
      // The jump to where it was left is no news to the server.
      seeked: () => Math.abs(media.currentTime - resumeAt) > 0.5 && place(true),
      error: () => set({ failed: true, playing: false }),
    };
    for (const [name, listener] of Object.entries(on)) media.addEventListener(name, listener);
    if (media.readyState >= 1) on.loadedmetadata?.();
    // Leaving in the middle: the place goes with the last report.
    const leave = () => !media.paused && onPlace(media.currentTime, false);
    window.addEventListener('pagehide', leave, { capture: true });
    document.addEventListener('visibilitychange', leave, { capture: true });
    return () => {
      leave();
      onPlaying(false);
      for (const [name, listener] of Object.entries(on)) media.removeEventListener(name, listener);
      window.removeEventListener('pagehide', leave, { capture: true });
      document.removeEventListener('visibilitychange', leave, { capture: true });
    };
  }, [media, resumeAt, onPlace, onPlaying]);

  const seek = useCallback(
    (seconds: number) => {
      if (media) goTo(media, Math.min(Math.max(0, seconds), media.duration || seconds));
      setState(before => ({ ...before, time: Math.max(0, seconds) }));
    },
    [media],
  );
  const toggle = useCallback(() => {
    if (media?.paused) media.play().catch(() => setState(before => ({ ...before, failed: media.error !== null })));
    else media?.pause();
  }, [media]);
  return useMemo(() => ({ state, media, setMedia, seek, toggle }), [state, media, seek, toggle]);
}
