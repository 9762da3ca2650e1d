/** Green, amber or red for each live figure of the flight recorder. */
import type { HealthState } from '../../platform/health/contract.ts';
import type { Gauge, Minute } from '../contract.ts';
import { LIMITS } from './stories.ts';

/** `minute` is the newest one; `cores` of the machine. */
export function gaugesOf(minute: Minute | undefined, cores: number): Gauge[] {
  if (!minute) return [];
  const { disk_free: free, disk_total: total } = minute;
  const freeShare = free !== null && total ? free / total : null;
  return [
    { name: 'cpu', value: minute.cpu, state: rising(minute.cpu, LIMITS.cpu) },
    { name: 'load', value: minute.load, state: rising(minute.load / Math.max(1, cores), [1.5, 4]) },
    { name: 'memory', value: minute.memory, state: rising(minute.memory, LIMITS.memory) },
    { name: 'temperature', value: minute.temperature, state: rising(minute.temperature, LIMITS.temperature) },
    { name: 'disk_free', value: free, state: falling(freeShare, LIMITS.disk) },
    { name: 'fsync', value: minute.fsync, state: rising(minute.fsync, LIMITS.fsync) },
    { name: 'answer_p95', value: minute.answer_p95, state: rising(minute.answer_p95, LIMITS.answer_p95) },
    { name: 'requests', value: minute.requests, state: 'ok' },
    { name: 'errors', value: minute.errors, state: minute.errors > 0 ? 'warning' : 'ok' },
    { name: 'loop', value: minute.loop, state: rising(minute.loop, LIMITS.loop) },
    { name: 'connections', value: minute.connections, state: 'ok' },
    { name: 'queue', value: minute.queue, state: rising(minute.queue, [100, 1000]) },
    { name: 'database', value: minute.database, state: 'ok' },
    { name: 'network_in', value: minute.network_in, state: minute.network_up === false ? 'failing' : 'ok' },
    { name: 'network_out', value: minute.network_out, state: minute.network_up === false ? 'failing' : 'ok' },
    { name: 'rss', value: minute.rss, state: 'ok' },
    { name: 'disk_write', value: minute.disk_write, state: 'ok' },
  ];
}

type Limits = readonly [warning: number, failing: number];

function rising(value: number | null, [amber, red]: Limits): HealthState {
  if (value === null || value < amber) return 'ok';
  return value < red ? 'warning' : 'failing';
}

function falling(value: number | null, [amber, red]: Limits): HealthState {
  if (value === null || value > amber) return 'ok';
  return value > red ? 'warning' : 'failing';
}
