import type { NetworkInterfaceInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { eventually } from '../../tests/harness/eventually.ts';
import { temporaryFolder } from '../../tests/harness/folders.ts';
import { systemClock } from '../platform/clock.ts';
import { issueLeaf, makeAuthority } from './https/authority.ts';
import { limitsOf } from './https/authority-rules.ts';
import { openHttpsStore } from './https/store.ts';
import { openWaysIn } from './ways-in.ts';

const folder = temporaryFolder('ways-in');
afterAll(folder.remove);

const ip = (address: string) => ({ address, family: 'IPv4', internal: false }) as NetworkInterfaceInfo;

test('a network that comes, another address, and HTTPS that is turned on are told as they happen', async () => {
  let interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = {};
  const machine = { interfaces: () => interfaces, clock: systemClock, everyMs: 20 };
  const ways = openWaysIn({ host: '0.0.0.0', httpsPort: 8443 }, 8080, folder.path, machine);
  expect(ways.now()).toEqual(['http://127.0.0.1:8080']);
  const told: string[][] = [];
  const unwatch = ways.watch(addresses => told.push(addresses));
  const next = (count: number) => eventually('it is told', () => told.length === count);
  interfaces = { wlan0: [ip('192.168.1.40')] };
  await next(1);
  expect(told[0]).toEqual(['http://192.168.1.40:8080', 'http://127.0.0.1:8080']);
  interfaces = { wlan0: [ip('192.168.7.9')] };
  await next(2);
  const store = openHttpsStore(join(folder.path, 'https'));
  const now = systemClock.now();
  const authority = await makeAuthority('Northgate', limitsOf('northgate', []), now);
  store.keep('local', await issueLeaf(authority, ['lyceum.local', '192.168.7.9'], now));
  store.choose({ rung: 'local' });
  await next(3);
  expect(told[2]).toEqual(['http://192.168.7.9:8080', 'https://192.168.7.9:8443', 'http://127.0.0.1:8080']);
  unwatch();
  interfaces = {};
  expect(ways.now()).toEqual(['http://127.0.0.1:8080']);
  expect(told).toHaveLength(3);
});
