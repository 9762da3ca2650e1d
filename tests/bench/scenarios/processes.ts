/** What the server's processes use, read from /proc. */
import { existsSync, readFileSync } from 'node:fs';
import { descendants } from '../../harness/processes.ts';
import type { Figures } from '../measures.ts';

const TICKS_PER_SECOND = 100;

/** CPU seconds that each of the server's processes has used. */
function cpuSeconds(pid: number): Map<number, number> {
  const used = [pid, ...descendants(pid)].map((id): [number, number] => {
    const path = `/proc/${id}/stat`;
    const fields = existsSync(path) ? (readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ') ?? []) : [];
    return [id, (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND];
  });
  return new Map(used);
}

/** Figures of a measurement with the CPU milliseconds per request that the server spent on it. */
export async function withCpu(pid: number, use: () => Promise<Figures>): Promise<{ figures: Figures; cpuMs: number }> {
  const before = cpuSeconds(pid);
  const figures = await use();
  const after = [...cpuSeconds(pid)].filter(([id]) => before.has(id));
  const spent = after.reduce((sum, [id, seconds]) => sum + seconds - (before.get(id) ?? 0), 0);
  return { figures, cpuMs: (spent * 1000) / Math.max(1, figures.served) };
}

/** Resident memory of all processes, shared pages counted once (Pss of /proc/…/smaps_rollup). */
export function residentMegabytes(pid: number): number {
  const kilobytes = [pid, ...descendants(pid)].map(id => {
    const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]);
  });
  return kilobytes.reduce((sum, k) => sum + k, 0) / 1024;
}
