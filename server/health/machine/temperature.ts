/** The warmest sensor of the processor, in degrees Celsius; null where the machine has none, as virtual ones. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MINUTE } from '../../platform/clock.ts';

const ZONES = '/sys/class/thermal';
const MONITORS = '/sys/class/hwmon';
/** Outside of this a sensor is broken. */
const [COLDEST, HOTTEST] = [-20, 130];

let asked: { at: number; answer: Promise<number | null> } | undefined;

export async function temperature(): Promise<number | null> {
  if (process.platform !== 'linux') return elsewhere();
  const zones = await readings(ZONES, /^thermal_zone/, /^temp$/);
  const monitors = await readings(MONITORS, /^hwmon/, /^temp\d+_input$/);
  const all = [...zones, ...monitors].filter(value => value > COLDEST && value < HOTTEST);
  return all.length > 0 ? Math.max(...all) : null;
}

/** Asking is dear there: once a minute is enough. */
function elsewhere(): Promise<number | null> {
  const now = performance.now();
  if (!asked || now - asked.at > MINUTE)
    asked = {
      at: now,
      answer: import('systeminformation').then(async ({ cpuTemperature }) => (await cpuTemperature()).main ?? null),
    };
  return asked.answer;
}

async function readings(folder: string, places: RegExp, files: RegExp): Promise<number[]> {
  const found: number[] = [];
  for (const place of await names(folder, places))
    for (const file of await names(join(folder, place), files)) {
      const text = await readFile(join(folder, place, file), 'utf8').catch(() => '');
      if (text !== '') found.push(Number(text) / 1000);
    }
  return found;
}

async function names(folder: string, wanted: RegExp): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter(name => wanted.test(name));
}
