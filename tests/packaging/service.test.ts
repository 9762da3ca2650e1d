import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { packagedUnit } from '../../build/tasks/deb.mjs';
import { unitText } from '../../server/service/unit-rules.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer } from '../harness/processes.ts';

const analyze = (args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });
const hasSystemd = analyze(['--version']).status === 0;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A folder that stands for `/`, with the programs that the unit names. */
function rootWith(unit: string): string {
  const folder = temporaryFolder('unit');
  ends.push(folder.remove);
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(join(folder.path, path, '..'), { recursive: true });
    writeFileSync(join(folder.path, path), text, { mode });
  };
  put('usr/lib/systemd/system/lyceum.service', unit);
  put('opt/Lyceum/resources/node/node', '#!/bin/sh\n', 0o755);
  for (const target of ['sysinit', 'basic', 'shutdown', 'multi-user', 'network', 'local-fs'])
    put(`usr/lib/systemd/system/${target}.target`, '[Unit]\nDefaultDependencies=no\n');
  return folder.path;
}

/** Complaints of `systemd-analyze verify` about our own unit. */
function complaints(unit: string): string[] {
  const { stderr } = analyze(['verify', '--man=no', `--root=${rootWith(unit)}`, 'lyceum.service']);
  return stderr.split('\n').filter(line => line.includes('lyceum.service'));
}

test.skipIf(!hasSystemd)('systemd finds nothing wrong with the unit, and something with a wrong one', () => {
  expect(complaints(packagedUnit())).toEqual([]);
  const odd = { dataFolder: '/home/ana maría/100 % "mine"', user: 'ana', group: 'ana', port: 80, groupControls: false };
  const programs = { node: '/opt/Lyceum/resources/node/node', script: '/opt/Lyceum/launch.js' };
  expect(complaints(unitText({ ...odd, ...programs, writable: ['/home/ana maría'] }))).toEqual([]);
  expect(complaints(packagedUnit().replace('KillMode=mixed', 'KillMode=gently'))).not.toEqual([]);
});

test.skipIf(!hasSystemd)('systemd calls the service well protected', () => {
  const { stdout } = analyze(['security', '--offline=true', `--root=${rootWith(packagedUnit())}`, 'lyceum.service']);
  const [, level, word] = /Overall exposure level for lyceum.service: ([\d.]+) (\w+)/.exec(stdout) ?? [];
  console.log(`systemd-analyze security: ${level} ${word}`);
  expect(Number(level)).toBeLessThan(2.5);
  // What V8, the ports, disks for backups and systemd's watchdog need, and nothing more, is left open.
  const open = stdout.split('\n').flatMap(line => /^✗ (\S+)/.exec(line)?.[1] ?? []);
  expect(open.toSorted()).toEqual([
    'AmbientCapabilities=',
    'CapabilityBoundingSet=~CAP_NET_(BIND_SERVICE|BROADCAST|RAW)',
    'DeviceAllow=',
    'IPAddressDeny=',
    'MemoryDenyWriteExecute=',
    'NotifyAccess=',
    'PrivateNetwork=',
    'PrivateUsers=',
    'ProcSubset=',
    'RestrictAddressFamilies=~AF_(INET|INET6)',
    'RestrictAddressFamilies=~AF_NETLINK',
    'RestrictAddressFamilies=~AF_UNIX',
    'RootDirectory=/RootImage=',
    'SystemCallFilter=~@resources',
  ]);
});

// Node can neither write to such a socket nor read from it; Perl is on every Debian.
const EAR = `use Socket; $|=1; socket(S, AF_UNIX, SOCK_DGRAM, 0) or die; bind(S, sockaddr_un($ARGV[0])) or die;
my $told; while (defined recv(S, $told, 4096, 0)) { print "$told\\n"; }`;

test.skipIf(!hasSystemd)('a real server tells systemd that it is ready, what it does, and that it lives', async () => {
  const folder = temporaryFolder('notify');
  ends.push(folder.remove);
  mkdirSync(folder.path, { recursive: true });
  const socket = join(folder.path, 'socket');
  const ear = spawn('perl', ['-e', EAR, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => ear.kill());
  let heard = '';
  ear.stdout.on('data', (piece: Buffer) => {
    heard += piece;
  });
  await eventually('somebody listens', () => existsSync(socket));
  const env = { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '800000', LYCEUM_SERVICE: 'own' };
  const server = await startServer({ dataFolder: join(folder.path, 'data'), port: await freePort(), workers: 1, env });
  ends.push(() => server.stop());
  for (const line of ['READY=1', 'STATUS=starting', 'STATUS=ready', 'WATCHDOG=1'])
    await eventually(line, () => heard.split('\n').includes(line));
  expect(heard.indexOf('READY=1')).toBeLessThan(heard.indexOf('STATUS=ready'));
  await server.stop();
  await eventually('the end is told', () => heard.includes('STOPPING=1'));
});
