/** The recorder's figures for graphs and tables: pure. */
import type { Recording } from '../../../server/health/contract.ts';
import type { StateKind } from '../../kit/index.ts';
import type { Format } from '../../platform/messages/index.ts';

type Point = Recording['points'][number];

/** The figures that have a graph, most telling first. */
export const GRAPHS = [
  'cpu',
  'memory',
  'answer_p95',
  'requests',
  'fsync',
  'disk_free',
  'connections',
  'loop',
  'errors',
  'queue',
  'temperature',
  'network_in',
  'network_out',
  'disk_write',
  'rss',
  'load',
  'database',
] as const;
export type GraphName = (typeof GRAPHS)[number];

export interface Unit {
  milliseconds(value: string): string;
  degrees(value: string): string;
  perSecond(bytes: string): string;
}

/** A figure as the reader writes it, with its unit. */
export function say(name: GraphName, value: number, format: Format, unit: Unit): string {
  switch (name) {
    case 'cpu':
    case 'memory':
      return format.percent(value);
    case 'disk_free':
    case 'rss':
    case 'database':
      return format.bytes(value);
    case 'network_in':
    case 'network_out':
    case 'disk_write':
      return unit.perSecond(format.bytes(value));
    case 'fsync':
    case 'answer_p95':
    case 'loop':
      return unit.milliseconds(format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 }));
    case 'temperature':
      return unit.degrees(format.number(Math.round(value)));
    default:
      return format.number(value, { maximumFractionDigits: 1 });
  }
}

export interface Line {
  /** Seconds since 1970. */
  times: number[];
  values: (number | null)[];
}

/** The line of one figure, broken where nothing was recorded; null when this machine does not tell it. */
export function lineOf(points: readonly Point[], name: GraphName, stepMinutes: number): Line | null {
  if (!points.some(point => point[name] !== null)) return null;
  const line: Line = { times: [], values: [] };
  const gap = 2.5 * stepMinutes * 60;
  for (const point of points) {
    const time = Math.round(point.at / 1000);
    const last = line.times.at(-1);
    if (last !== undefined && time - last > gap) {
      line.times.push(last + stepMinutes * 60);
      line.values.push(null);
    }
    line.times.push(time);
    line.values.push(point[name]);
  }
  return line;
}

const ROWS = 24;

/** At most 24 points for a table, the newest first and always among them. */
export function rowsOf(points: readonly Point[]): Point[] {
  const step = Math.max(1, Math.ceil(points.length / ROWS));
  return points.filter((_, index) => (points.length - 1 - index) % step === 0).toReversed();
}

export const KINDS: Record<'ok' | 'warning' | 'failing', StateKind> = { ok: 'ok', warning: 'warn', failing: 'bad' };
