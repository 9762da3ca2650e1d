import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../../tests/harness/eventually.ts';
import { freePort } from '../../../tests/harness/ports.ts';
import { askSecurely } from '../../../tests/harness/tls.ts';
import { issueLeaf, makeAuthority } from '../../network/https/authority.ts';
import { limitsOf } from '../../network/https/authority-rules.ts';
import { keysOf } from '../../network/https/store.ts';
import { systemClock } from '../../platform/clock.ts';
import { type MaintenanceServer, openMaintenanceServer } from './maintenance-server.ts';

let maintenance: MaintenanceServer | null = null;
let squatter: Server | null = null;
afterEach(async () => {
  await maintenance?.close();
  maintenance = null;
  await new Promise(resolve => (squatter ? squatter.close(resolve) : resolve(null)));
  squatter = null;
});

const now = systemClock.now();
const authority = await makeAuthority('Northgate', limitsOf('northgate', []), now);
const tls = keysOf(await issueLeaf(authority, ['lyceum.local'], now));
const ca = authority.certificate;
const host = '127.0.0.1';

async function open(keys = tls) {
  const [port, httpsPort] = [await freePort(), await freePort()];
  const doors = [
    { host, port, tls: null },
    { host, port: httpsPort, tls: keys },
  ];
  const situation = () => ({ server: 'preparing' as const, checking: false, operation: null, academy: 'Northgate' });
  const begin = async () => {
    maintenance = await openMaintenanceServer({ doors, clock: systemClock, situation });
  };
  return { port, httpsPort, begin, plain: () => fetch(`http://${host}:${port}/`) };
}

test('the page is there with and without encryption', async () => {
  const { httpsPort, begin, plain } = await open();
  await begin();
  expect((await plain()).status).toBe(503);
  const page = await eventually('the encrypted page', () => askSecurely({ port: httpsPort, path: '/', ca }));
  expect(page.status).toBe(503);
  expect(page.text).toContain('Northgate');
  expect(await askSecurely({ port: httpsPort, path: '/api/v1/site', ca })).toMatchObject({
    status: 503,
    text: expect.stringContaining('MAINTENANCE'),
  });
});

test('a port for HTTPS that another program has, or a certificate that is damaged, does not keep the plain page away', async () => {
  const taken = await open();
  squatter = createServer(socket => socket.destroy());
  await new Promise<void>(resolve => squatter?.listen(taken.httpsPort, host, resolve));
  await taken.begin();
  expect((await taken.plain()).status).toBe(503);
  await maintenance?.close();
  const damaged = await open({ cert: 'nothing', key: 'nothing' });
  await damaged.begin();
  expect((await damaged.plain()).status).toBe(503);
});
