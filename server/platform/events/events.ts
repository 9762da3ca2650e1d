/**
 * Facts that features announce after a commit, and who listens. Typed by declaration merging: a feature's events.ts adds
 * its facts to `Facts`. Listeners run in the announcing process; what must survive a crash is enqueued as a job instead.
 */
import type { Log } from '../logging/log.ts';

// biome-ignore lint: an interface so that features can merge their facts into it
export interface Facts {}
export type FactName = keyof Facts & string;
export type Fact = { [N in FactName]: { name: N; data: Facts[N] } }[FactName];
export type Listener<N extends FactName> = (data: Facts[N]) => Promise<void> | void;

export interface Events {
  on<N extends FactName>(name: N, listener: Listener<N>): void;
  /** Hands facts to their listeners in order. A listener that fails is logged and does not stop the others. */
  deliver(facts: readonly Fact[]): Promise<void>;
}

export function createEvents(log: Log): Events {
  const listeners = new Map<string, Listener<FactName>[]>();
  return {
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener as Listener<FactName>]);
    },
    async deliver(facts) {
      for (const fact of facts) {
        for (const listener of listeners.get(fact.name) ?? []) {
          try {
            await listener(fact.data);
          } catch (cause) {
            log.error({ err: cause, fact: fact.name }, 'a listener failed');
          }
        }
      }
    },
  };
}
