/** Checks of the computer: each reads its figures and leaves the judgement to the rules. */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { diskSpace } from '../../platform/disk-space.ts';
import type { Check, Finding } from '../../platform/health/contract.ts';
import { memoryShare, swapShare } from '../machine/figures.ts';
import { ask } from '../machine/programs.ts';
import { readSmart, readUps } from '../machine/reports.ts';
import { temperature } from '../machine/temperature.ts';
import {
  cpuFinding,
  diskFinding,
  filesFinding,
  fsyncFinding,
  memoryFinding,
  smartFinding,
  swapFinding,
  temperatureFinding,
  trendFinding,
  upsFinding,
} from '../rules/machine-findings.ts';
import { reserveFinding } from '../rules/service-findings.ts';
import { daysUntilFull } from '../rules/trend.ts';
import type { CheckDeps } from './deps.ts';

export function machineChecks(deps: CheckDeps): Check[] {
  const { dataFolder } = deps;
  const recent = (minutes: number) => deps.recentMinutes(minutes);
  const figures = (minutes: number, key: 'cpu' | 'fsync') =>
    recent(minutes).flatMap(minute => (minute[key] === null ? [] : [minute[key]]));
  return [
    {
      name: 'disk-space',
      title: 'Space on the disk',
      every: 'minute',
      run: async () => diskFinding(await diskSpace(dataFolder), await deps.ownBytes()),
    },
    { name: 'disk-trend', title: 'When the disk will be full', run: async () => trendOf(deps) },
    {
      name: 'media-reserve',
      title: 'Room kept for the database',
      every: 'minute',
      room: 'media',
      run: async () => reserveFinding((await diskSpace(dataFolder)).free, deps.mediaReserve),
    },
    {
      name: 'disk-speed',
      title: 'Speed of the disk',
      every: 'minute',
      run: async () => fsyncFinding(figures(5, 'fsync')),
    },
    { name: 'disk-health', title: 'Health of the disk', run: () => smartOf(dataFolder) },
    { name: 'memory', title: 'Memory', every: 'minute', run: async () => memoryFinding(memoryShare(), totalmem()) },
    {
      name: 'swap',
      title: 'Swap space',
      every: 'minute',
      run: async () => swapFinding(await swapShare(), memoryShare()),
    },
    { name: 'cpu', title: 'Processor', every: 'minute', run: async () => cpuFinding(figures(10, 'cpu')) },
    {
      name: 'temperature',
      title: 'Temperature',
      every: 'minute',
      run: async () => temperatureFinding(await temperature()),
    },
    { name: 'ups', title: 'Power and battery', every: 'minute', run: async () => upsOf(await deps.upsServer()) },
    { name: 'open-files', title: 'Open files and connections', every: 'minute', run: () => filesOf(deps) },
  ];
}

async function trendOf({ recorder, clock }: CheckDeps): Promise<Finding> {
  return trendFinding(fullInDays(recorder, clock.now()), recorder.days().length);
}

/** Days until the disk is full; null when it does not fill or nobody knows yet. */
export function fullInDays(recorder: CheckDeps['recorder'], now: number): number | null {
  const days = recorder.days().filter(day => day.at <= now);
  // Only what was recorded on the disk of today counts: a larger one has another pace.
  const total = days.at(-1)?.disk_total;
  return daysUntilFull(days.filter(day => day.disk_total === total).map(day => ({ at: day.at, free: day.disk_free })));
}

async function smartOf(folder: string): Promise<Finding> {
  const device = await deviceOf(folder);
  if (!device) return smartFinding(null, 'no-answer');
  const said = await ask('smartctl', ['--json', '--health', '--attributes', device]);
  if (!said) return smartFinding(null, 'no-tool');
  // Bit 1 of the status: the device could not be opened; see smartctl(8).
  if (said.status & 2) return smartFinding(null, 'no-right');
  return smartFinding(readSmart(said.text), 'no-answer');
}

/** The disk that holds the folder, `/dev/sda`; null where there is none to ask. Format: proc_pid_mountinfo(5). */
async function deviceOf(folder: string): Promise<string | null> {
  const text = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  const path = await realpath(folder).catch(() => folder);
  const mounts = text.split('\n').flatMap(line => {
    const cells = line.split(' ');
    const source = cells[cells.indexOf('-') + 2];
    return cells[4] && source?.startsWith('/dev/') ? [{ place: cells[4], source }] : [];
  });
  const own = mounts
    .filter(({ place }) => path === place || path.startsWith(place === '/' ? '/' : `${place}/`))
    .toSorted((a, b) => b.place.length - a.place.length)[0];
  return own?.source.replace(/(nvme\d+n\d+|mmcblk\d+)p\d+$|([sv]d[a-z]+)\d+$/, '$1$2') ?? null;
}

async function upsOf(server: string): Promise<Finding> {
  const list = await ask('upsc', ['-l', server]);
  const name = list?.status === 0 ? list.text.split('\n')[0]?.trim() : undefined;
  if (!name) return upsFinding(null);
  const said = await ask('upsc', [`${name}@${server}`]);
  return upsFinding(said?.status === 0 ? readUps(name, said.text) : null);
}

/** Of our processes the one with most open files, against its own limit. */
async function filesOf({ recentMinutes }: CheckDeps): Promise<Finding> {
  const pids = new Set([process.pid, ...(recentMinutes(2).at(-1)?.processes ?? []).map(({ pid }) => pid)]);
  const counts = await Promise.all(
    [...pids].map(async pid => (await readdir(`/proc/${pid}/fd`).catch(() => [])).length),
  );
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const limit = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return filesFinding(limit ? Math.max(...counts) : null, limit ? Number(limit) : null);
}
