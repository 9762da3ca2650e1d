/** What the machine says of itself at one moment. Linux is read from /proc and /sys; elsewhere systeminformation is asked. */
import { readFile, stat } from 'node:fs/promises';
import { cpus, freemem, loadavg, networkInterfaces, totalmem } from 'node:os';
import type { Clock } from '../../platform/clock.ts';
import { diskSpace } from '../../platform/disk-space.ts';
import type { Figures } from '../rules/minutes.ts';
import { temperature } from './temperature.ts';

const SECTOR = 512;
const isLinux = process.platform === 'linux';

/** `folder`: on the disk that is looked at. What this machine does not tell is null. */
export async function figuresOf(folder: string, clock: Clock): Promise<Figures> {
  const [disk, io, swap, degrees, network] = await Promise.all([
    diskSpace(folder).catch(() => null),
    diskTraffic(folder).catch(() => null),
    swapShare().catch(() => null),
    temperature().catch(() => null),
    networkTraffic().catch(() => null),
  ]);
  return {
    at: clock.now(),
    cpu: processorTime(),
    load: loadavg()[0] as number,
    memory: memoryShare(),
    swap,
    disk,
    io,
    temperature: degrees,
    network,
  };
}

/** 0 to 1; what the system could give away at once counts as free. */
export const memoryShare = () => 1 - freemem() / totalmem();

function processorTime(): Figures['cpu'] {
  const times = cpus().map(cpu => cpu.times);
  const total = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { total, busy: total - times.reduce((sum, { idle }) => sum + idle, 0) };
}

/** null where there is no swap space. Format: proc_meminfo(5). */
export async function swapShare(): Promise<number | null> {
  if (!isLinux) {
    const { mem } = await import('systeminformation');
    const { swaptotal, swapused } = await mem();
    return swaptotal > 0 ? swapused / swaptotal : null;
  }
  const text = await readFile('/proc/meminfo', 'utf8');
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  const total = figure('SwapTotal');
  return total > 0 ? 1 - figure('SwapFree') / total : null;
}

/** The folder's own disk where that can be told, else all of them. Format: proc_diskstats(5). */
async function diskTraffic(folder: string): Promise<Figures['io']> {
  if (!isLinux) {
    const { fsStats } = await import('systeminformation');
    const all = await fsStats();
    return all ? { read: all.rx, write: all.wx } : null;
  }
  const { dev } = await stat(folder);
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)];
  const text = await readFile('/proc/diskstats', 'utf8');
  const line = text
    .split('\n')
    .map(one => one.trim().split(/\s+/))
    .find(cells => Number(cells[0]) === major && Number(cells[1]) === minor);
  return line ? { read: Number(line[5]) * SECTOR, write: Number(line[9]) * SECTOR } : null;
}

async function networkTraffic(): Promise<Figures['network']> {
  const up = Object.values(networkInterfaces()).some(addresses => addresses?.some(address => !address.internal));
  if (!isLinux) {
    const { networkStats } = await import('systeminformation');
    const all = await networkStats('*');
    return { up, in: sum(all.map(one => one.rx_bytes)), out: sum(all.map(one => one.tx_bytes)) };
  }
  const text = await readFile('/proc/net/dev', 'utf8');
  const rows = text
    .split('\n')
    .slice(2)
    .map(line => line.trim().split(/[:\s]+/))
    .filter(([name]) => name && name !== 'lo');
  return { up, in: sum(rows.map(row => Number(row[1]))), out: sum(rows.map(row => Number(row[9]))) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
