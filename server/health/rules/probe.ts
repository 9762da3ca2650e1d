/** When `GET /health` answers 503. */
import type { HealthState } from '../../platform/health/contract.ts';
import type { Health } from '../contract.ts';
import type { Space } from './machine-findings.ts';
import { percent } from './words.ts';

export type Probe = Health['checks'][number];

/** More than this share of the disk must be free, and less than that of the memory in use. */
const DISK_FREE_SHARE = 0.1;
const MEMORY_USED_SHARE = 0.9;

export function diskVerdict({ free, total }: Space): Probe {
  const share = total > 0 ? free / total : 0;
  const state = share > DISK_FREE_SHARE ? 'ok' : 'failing';
  return { name: 'disk', state, detail: `${percent(share)} of the disk is free.` };
}

/** `used`: 0 to 1. */
export function memoryVerdict(used: number): Probe {
  const state = used < MEMORY_USED_SHARE ? 'ok' : 'failing';
  return { name: 'memory', state, detail: `${percent(used)} of the memory is in use.` };
}

/** For what must not make the answer a 503. */
export const atMostWarning = (state: HealthState): HealthState => (state === 'failing' ? 'warning' : state);

export function worst(checks: readonly Pick<Probe, 'state'>[]): HealthState {
  if (checks.some(check => check.state === 'failing')) return 'failing';
  return checks.some(check => check.state === 'warning') ? 'warning' : 'ok';
}
