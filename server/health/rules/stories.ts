/** What the flight recorder tells in words: spells of trouble read out of the minutes, and the events that were written down. */
import type { HealthState } from '../../platform/health/contract.ts';
import type { Minute, RecordedEvent } from '../contract.ts';
import { bytes, counted, lasting, milliseconds, percent } from './words.ts';

const MINUTE_MS = 60_000;
/** Minutes in a row that make a spell, and that may be calm in the midst of one. */
const SHORTEST = 2;
const BREATH = 2;

/** From which figure on a minute is trouble, and how a spell of it is told. Also what colours the live figures. */
export const LIMITS = {
  cpu: [0.9, 0.98],
  memory: [0.9, 0.97],
  swap: [0.5, 0.9],
  temperature: [80, 90],
  loop: [200, 1000],
  answer_p95: [1000, 3000],
  fsync: [200, 1000],
  disk: [0.1, 0.03],
} as const;

interface Trouble {
  code: string;
  /** The figure of the minute when it is trouble, else null. */
  of: (minute: Minute) => number | null;
  worst: (values: readonly number[]) => number;
  text: (worst: number, how: string) => string;
}

const above = (value: number | null, limit: number) => (value !== null && value >= limit ? value : null);
const most = (values: readonly number[]) => Math.max(...values);

const TROUBLES: readonly Trouble[] = [
  {
    code: 'disk-slow',
    of: minute => above(minute.fsync, LIMITS.fsync[0]),
    worst: most,
    text: (worst, how) => `The disk was slow for ${how}; at worst a small write took ${milliseconds(worst)}.`,
  },
  {
    code: 'cpu-busy',
    of: minute => above(minute.cpu, LIMITS.cpu[0]),
    worst: most,
    text: (worst, how) => `The processor was fully busy for ${how} (${percent(worst)}).`,
  },
  {
    code: 'memory-short',
    of: minute => above(minute.memory, LIMITS.memory[0]),
    worst: most,
    text: (worst, how) => `Memory was short for ${how}; ${percent(worst)} was in use.`,
  },
  {
    code: 'loop-late',
    of: minute => above(minute.loop, LIMITS.loop[0]),
    worst: most,
    text: (worst, how) => `The server was held up for ${how}, by up to ${milliseconds(worst)} at a time.`,
  },
  {
    code: 'answers-slow',
    of: minute => (minute.requests >= 5 ? above(minute.answer_p95, LIMITS.answer_p95[0]) : null),
    worst: most,
    text: (worst, how) => `Pages were slow for ${how}; one in twenty took ${milliseconds(worst)} or longer.`,
  },
  {
    code: 'faults',
    of: minute => above(minute.errors, 1),
    worst: values => values.reduce((sum, value) => sum + value, 0),
    text: (sum, how) => `${counted(sum, 'request')} failed because of a fault within ${how}.`,
  },
  {
    code: 'hot',
    of: minute => above(minute.temperature, LIMITS.temperature[0]),
    worst: most,
    text: (worst, how) => `The computer was hot for ${how}, up to ${Math.round(worst)} °C.`,
  },
  {
    code: 'network-down',
    of: minute => (minute.network_up === false ? 1 : null),
    worst: most,
    text: (_, how) => `The computer was in no network for ${how}.`,
  },
];

/** Spells of trouble, oldest first. A fault counts even when it lasted one minute only. */
export function spellsIn(minutes: readonly Minute[]): RecordedEvent[] {
  return TROUBLES.flatMap(trouble => spellsOf(trouble, minutes)).toSorted((a, b) => a.at.localeCompare(b.at));
}

function spellsOf(trouble: Trouble, minutes: readonly Minute[]): RecordedEvent[] {
  const spells: { from: number; to: number; values: number[] }[] = [];
  for (const minute of minutes) {
    const value = trouble.of(minute);
    if (value === null) continue;
    const open = spells.at(-1);
    if (open && minute.at - open.to <= (BREATH + 1) * MINUTE_MS) {
      open.to = minute.at;
      open.values.push(value);
    } else spells.push({ from: minute.at, to: minute.at, values: [value] });
  }
  const shortest = trouble.code === 'faults' ? 1 : SHORTEST;
  return spells
    .filter(spell => spell.values.length >= shortest)
    .map(({ from, to, values }) => {
      const length = to - from + MINUTE_MS;
      const worst = trouble.worst(values);
      const text = trouble.text(worst, lasting(length));
      return told(from, trouble.code, 'warning', text, { worst }, Math.round(length / MINUTE_MS));
    });
}

function told(
  at: number,
  code: string,
  state: HealthState,
  text: string,
  values: RecordedEvent['values'],
  minutes: number | null = null,
): RecordedEvent {
  return { at: new Date(at).toISOString(), code, state, minutes, values, text };
}

type Written = { at: number; code: string; values: Record<string, string | number> };
type Say = (values: Written['values']) => [HealthState, string];

/** Events that are written down when they happen, and how each is told. */
const EVENTS: Record<string, Say> = {
  'server-started': ({ version }) => ['ok', `The server was started (Lyceum ${version}).`],
  'server-stopped': () => ['ok', 'The server was stopped.'],
  'server-ended': ({ minutes }) => [
    'warning',
    `The server ended without being stopped; it was away for ${lasting(Number(minutes) * MINUTE_MS)}. Perhaps the power went.`,
  ],
  'workers-restarted': () => ['ok', 'The server’s background process was started anew.'],
  'worker-crashed': ({ reason }) => ['warning', `A part of the server crashed and was started again: ${reason}`],
  'version-changed': ({ from, to }) => ['ok', `Lyceum was updated from ${from} to ${to}.`],
  'backup-finished': ({ bytes: size }) => [
    'ok',
    Number(size) > 0 ? `A backup was made (${bytes(Number(size))}).` : 'A backup was made.',
  ],
  'backup-failed': ({ reason }) => ['warning', `A backup failed: ${reason}`],
  'update-available': ({ version }) => ['ok', `Lyceum ${version} can be installed.`],
  'operation-done': ({ title }) => ['ok', `${title}: it is done.`],
  'operation-undone': ({ title, reason }) => ['warning', `${title}: it was undone. ${reason}`],
  'operation-failed': ({ title, reason }) => ['warning', `${title}: it failed. ${reason}`],
  'issue-begun': ({ title }) => ['warning', String(title)],
  'issue-over': ({ title }) => ['ok', `Over: ${title}`],
};

/** An event in words; one that this version does not know is told by its name. */
export function toldEvent({ at, code, values }: Written): RecordedEvent {
  const [state, text] = EVENTS[code]?.(values) ?? ['ok' as const, code];
  return told(at, code, state, text, values);
}
