/** What the server's processes use, read from /proc. */
import { existsSync, readFileSync } from 'node:fs';
import { descendants } from '../../harness/processes.ts';
import type { Figures } from '../measures.ts';

/** CPU seconds that the server and all its processes have used. */
function cpuSeconds(pid: number): number {
  const ticks = [pid, ...descendants(pid)].map(id => {
    const path = `/proc/${id}/stat`;
    if (!existsSync(path)) return 0;
    const fields = readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, t) => sum + t, 0) / 100;
}

/** Figures of a measurement with the CPU milliseconds per request that the server spent on it. */
export async function withCpu(pid: number, use: () => Promise<Figures>): Promise<{ figures: Figures; cpuMs: number }> {
  const before = cpuSeconds(pid);
  const figures = await use();
  return { figures, cpuMs: ((cpuSeconds(pid) - before) * 1000) / Math.max(1, figures.requests) };
}

/** Resident memory of all processes, shared pages counted once (Pss of /proc/…/smaps_rollup). */
export function residentMegabytes(pid: number): number {
  const kilobytes = [pid, ...descendants(pid)].map(id => {
    const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]);
  });
  return kilobytes.reduce((sum, k) => sum + k, 0) / 1024;
}
