import { useEffect, useState } from 'react';

const SECOND_MS = 1000;

/** Whole seconds until a moment, counted down; 0 from then on. */
export function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(Date.now);
  const isOver = now >= until;
  useEffect(() => {
    if (isOver) return;
    const ticking = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(ticking);
  }, [isOver]);
  return Math.max(0, Math.ceil((until - now) / SECOND_MS));
}
