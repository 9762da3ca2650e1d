/** Who is told what, and when: once when trouble begins, again after a day while it lasts, and when it is over. Never a flood. */
import type { HealthState } from '../../platform/health/contract.ts';
import { WEIGHT } from './standing.ts';

const MINUTE_MS = 60_000;
const AGAIN_MS = 24 * 60 * MINUTE_MS;
/** A warning must last so long before anybody is told: most pass by themselves. */
const PATIENCE_MS = 2 * MINUTE_MS;
/** Between two messages, unless something fails. */
const GAP_MS = 5 * MINUTE_MS;

/** What people were told last about a check. */
export interface Told {
  state: HealthState;
  at: number;
  /** In which words. */
  title: string;
}

export interface Watched {
  name: string;
  state: HealthState;
  /** Since when it is in this state, milliseconds. */
  since: number;
  silenced: boolean;
  told: Told | null;
}

export type NewsKind = 'begun' | 'again' | 'over';
export interface News {
  name: string;
  kind: NewsKind;
}

/**
 * What has to be told now; all of it goes into one message. `least` is the state from which on anybody wants to hear;
 * `lastMessage` the moment of the message before.
 */
export function newsOf(
  watched: readonly Watched[],
  least: 'warning' | 'failing',
  lastMessage: number | null,
  now: number,
): News[] {
  const news = watched.flatMap(one => {
    const kind = newsAbout(one, least, now);
    return kind ? [{ name: one.name, kind }] : [];
  });
  const urgent = news.some(({ name }) => watched.find(one => one.name === name)?.state === 'failing');
  const tooSoon = lastMessage !== null && now >= lastMessage && now - lastMessage < GAP_MS;
  return tooSoon && !urgent ? [] : news;
}

function newsAbout({ state, since, silenced, told }: Watched, least: HealthState, now: number): NewsKind | null {
  if (silenced) return null;
  const matters = WEIGHT[state] >= WEIGHT[least];
  if (!matters) return told ? 'over' : null;
  if (!told) return state === 'failing' || now - since >= PATIENCE_MS ? 'begun' : null;
  if (WEIGHT[state] > WEIGHT[told.state]) return 'begun';
  // A clock that was set back must not keep people from hearing.
  return now - told.at >= AGAIN_MS || told.at > now ? 'again' : null;
}

/** What is remembered after the message went out. */
export function toldAfter(kind: NewsKind, state: HealthState, title: string, now: number): Told | null {
  return kind === 'over' ? null : { state, title, at: now };
}
