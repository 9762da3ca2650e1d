/** What the system's programs print, read: smartctl, upsc, timedatectl, chronyc. Pure; null when it is not what was expected. */
import type { Smart, Ups } from '../rules/machine-findings.ts';
import type { TimeSync } from '../rules/trust-findings.ts';

interface SmartReport {
  device?: { name?: string };
  model_name?: string;
  smart_status?: { passed?: boolean };
  ata_smart_attributes?: { table?: { id: number; raw?: { value?: number } }[] };
  nvme_smart_health_information_log?: { percentage_used?: number; media_errors?: number };
}

/** Numbers of the attributes: reallocated, pending and uncorrectable sectors. */
const BAD_SECTORS = [5, 197, 198];

/** `smartctl --json --health --attributes`, see smartctl(8). */
export function readSmart(text: string): Smart | null {
  const report = parsed(text) as SmartReport | null;
  const passed = report?.smart_status?.passed;
  if (!report || passed === undefined) return null;
  const nvme = report.nvme_smart_health_information_log;
  const bad = (report.ata_smart_attributes?.table ?? [])
    .filter(({ id }) => BAD_SECTORS.includes(id))
    .reduce((sum, { raw }) => sum + (raw?.value ?? 0), 0);
  return {
    passed,
    badSectors: bad + (nvme?.media_errors ?? 0),
    worn: nvme?.percentage_used === undefined ? null : nvme.percentage_used / 100,
    device: report.model_name ?? report.device?.name ?? 'The disk',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `upsc <name>`: lines of `variable: value`, see upsc(8) and the variable names of NUT. */
export function readUps(name: string, text: string): Ups | null {
  const values = new Map(
    text.split('\n').flatMap(line => {
      const at = line.indexOf(': ');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 2).trim()] as const] : [];
    }),
  );
  const status = values.get('ups.status');
  if (!status) return null;
  const figure = (key: string) => (values.has(key) ? Number(values.get(key)) : null);
  return { name, status, charge: figure('battery.charge'), runtime: figure('battery.runtime') };
}

/** `timedatectl show`: lines of `Name=value`. */
export function readTimedatectl(text: string): TimeSync | null {
  const flag = (name: string) => new RegExp(`^${name}=(yes|no)$`, 'm').exec(text)?.[1];
  const enabled = flag('NTP');
  const synchronised = flag('NTPSynchronized');
  if (!enabled && !synchronised) return null;
  return { enabled: enabled === 'yes', synchronised: synchronised === 'yes', offset: null };
}

/** `chronyc -c tracking`: fields with commas, the fifth is the offset in seconds; stratum 0 means no server is in reach. */
export function readChrony(text: string): TimeSync | null {
  const cells = text.trim().split(',');
  const [stratum, offset] = [Number(cells[2]), Number(cells[4])];
  if (cells.length < 13 || Number.isNaN(stratum) || Number.isNaN(offset)) return null;
  return { enabled: true, synchronised: stratum > 0, offset: stratum > 0 ? offset * 1000 : null };
}
