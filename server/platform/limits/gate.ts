/** Lets a few through at a time for each key, the others wait their turn: what is counted afterwards cannot be outrun. */
export interface Gate {
  run<T>(key: string, use: () => Promise<T>): Promise<T>;
}

export function createGate(atOnce: number): Gate {
  const places = new Map<string, { inside: number; waiting: (() => void)[] }>();
  return {
    async run(key, use) {
      const place = places.get(key) ?? { inside: 0, waiting: [] };
      places.set(key, place);
      // Whoever leaves hands the place over, so that nobody slips in between.
      if (place.inside >= atOnce) await new Promise<void>(enter => place.waiting.push(enter));
      else place.inside++;
      try {
        return await use();
      } finally {
        const next = place.waiting.shift();
        if (next) next();
        else if (--place.inside === 0) places.delete(key);
      }
    },
  };
}
