import { useState } from 'react';

const keyOf = (attemptId: number) => `lyceum.flags.${attemptId}`;

function read(attemptId: number): Set<number> {
  try {
    return new Set(JSON.parse(localStorage.getItem(keyOf(attemptId)) ?? '[]') as number[]);
  } catch {
    return new Set(); // flags are a help for the moment; lost ones harm nobody
  }
}

/** Questions to look at again. A note to oneself: it stays on this device. */
export function useFlags(attemptId: number): [ReadonlySet<number>, (questionId: number) => void] {
  const [flags, setFlags] = useState<ReadonlySet<number>>(() => read(attemptId));
  const toggle = (questionId: number) => {
    const changed = new Set(flags);
    if (!changed.delete(questionId)) changed.add(questionId);
    setFlags(changed);
    try {
      localStorage.setItem(keyOf(attemptId), JSON.stringify([...changed]));
    } catch {
      // refused storage: the flags last as long as the page
    }
  };
  return [flags, toggle];
}
