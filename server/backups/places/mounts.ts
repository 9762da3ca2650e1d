/** Disks and shares of this machine: what is mounted where, which disk a folder is on, where a known USB disk is now. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { PlaceAddress } from '../contract.ts';
import { BackupTrouble } from '../trouble.ts';

export interface Mount {
  path: string;
  kind: 'usb' | 'network' | 'disk';
  /** What holds it: `sda1`, `nas:/backup`. */
  source: string;
  volume: string | null;
  label: string | null;
  /** Maker and model, or the share. */
  detail: string;
}

const NETWORK_SYSTEMS = /^(nfs4?|cifs|smb3?|smbfs|fuse\.sshfs|davfs|fuse\.davfs2?|afpfs|9p|glusterfs|ceph)$/;
/** Parts of the system itself; nobody keeps backups there. */
const SYSTEM_MOUNTS = /^\/(boot|proc|sys|dev|run(?!\/media)|snap|var\/lib\/docker)(\/|$)/;

/** Everything that backups could go to besides the disk of the system. */
export async function listMounts(): Promise<Mount[]> {
  const { blockDevices, fsSize } = await import('systeminformation');
  const [devices, systems] = await Promise.all([blockDevices(), fsSize()]);
  const disks = devices
    .filter(device => device.mount !== '' && device.mount !== '[SWAP]' && !SYSTEM_MOUNTS.test(device.mount))
    .map((device): Mount => {
      const usb = device.removable || device.protocol.toLowerCase() === 'usb' || device.physical === 'Removable';
      return {
        path: device.mount,
        kind: usb ? 'usb' : 'disk',
        source: device.name,
        volume: device.uuid || null,
        label: device.label || null,
        detail: device.model || modelOf(devices, device.name),
      };
    });
  const shares = systems
    .filter(system => NETWORK_SYSTEMS.test(system.type.toLowerCase()) && !SYSTEM_MOUNTS.test(system.mount))
    .map(
      (system): Mount => ({
        path: system.mount,
        kind: 'network',
        source: system.fs,
        volume: null,
        label: null,
        detail: system.fs,
      }),
    );
  return [...disks, ...shares];
}

/** A partition has the model of its disk: `sda1` of `sda`, `nvme0n1p2` of `nvme0n1`. */
function modelOf(devices: readonly { name: string; model: string; type: string }[], name: string): string {
  return (
    devices.find(device => device.type === 'disk' && device.model !== '' && name.startsWith(device.name))?.model ?? ''
  );
}

/** Whether something is mounted right there. */
export async function isMounted(mount: string): Promise<boolean> {
  if (process.platform !== 'linux')
    return stat(mount).then(
      () => true,
      () => false,
    );
  const table = await readFile('/proc/self/mountinfo', 'utf8');
  const wanted = resolve(mount);
  return table.split('\n').some(row => unescaped(row.split(' ')[4] ?? '') === wanted);
}

/** Blanks and the like are written in octal there (proc(5)). */
const unescaped = (path: string) =>
  path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));

/**
 * The address as it is good now: a USB disk is found by its volume wherever it is mounted. Throws `place-missing` when the disk or
 * share is not there; an empty folder where it used to be is never taken for it.
 */
export async function presentAddress(address: PlaceAddress): Promise<PlaceAddress> {
  if (address.kind === 'bucket' || address.mount === null) return address;
  if (address.volume !== null) {
    const found = (await listMounts()).find(mount => mount.volume === address.volume);
    if (found) {
      const below = relative(address.mount, address.path);
      return { ...address, mount: found.path, path: below.startsWith('..') ? address.path : join(found.path, below) };
    }
  } else if (await isMounted(address.mount)) return address;
  const name = address.label ?? basename(address.mount);
  throw address.kind === 'usb'
    ? new BackupTrouble(
        'place-missing',
        `The backup disk ${name} is not connected.`,
        'Plug it in; the missed backup then starts by itself.',
      )
    : new BackupTrouble(
        'place-missing',
        `The network folder ${address.mount} is not mounted.`,
        'Switch the NAS on or connect the folder again; the missed backup then starts by itself.',
      );
}

/** Whether both lie on one physical disk. A folder that is not there yet counts as its nearest parent. */
export async function onSameDisk(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([diskOf(one), diskOf(other)]);
  return first === second;
}

async function diskOf(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  if (!facts) {
    const up = dirname(resolve(path));
    return up === resolve(path) ? 'unknown' : diskOf(up);
  }
  if (process.platform !== 'linux') return String(facts.dev);
  // Linux numbers partitions; their disk is the folder above them in sysfs.
  const [major, minor] = [(facts.dev >> 8) & 0xfff, (facts.dev & 0xff) | ((facts.dev >> 12) & 0xfff00)];
  try {
    const device = await realpath(`/sys/dev/block/${major}:${minor}`);
    const isPartition = await stat(join(device, 'partition')).then(
      () => true,
      () => false,
    );
    return isPartition ? dirname(device) : device;
  } catch {
    return String(facts.dev);
  }
}

/** Whether one of the two folders lies in the other, or they are the same. */
export function nested(one: string, other: string): boolean {
  const [a, b] = [resolve(one), resolve(other)];
  return a === b || a.startsWith(b + sep) || b.startsWith(a + sep);
}
