/** What goes wrong in networks: a name that is taken, a network that goes, a port that another program has. */
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { lanAddresses, realNetworks } from '../../server/network/addresses-rules.ts';
import { type AnnouncedState, startAnnouncer } from '../../server/network/announcing/announcer.ts';
import { heard } from '../../server/network/announcing/hearing.ts';
import { openResponder } from '../../server/network/announcing/responder.ts';
import { createLog } from '../../server/platform/logging/log.ts';
import { startAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { freePort } from '../harness/ports.ts';

const here = realNetworks(lanAddresses(networkInterfaces(), [], '0.0.0.0'));
const [network] = here;
const log = createLog({ level: 'silent', role: 'test' });
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

const unique = () => `lyceum-test-${process.pid}-${Math.floor(performance.now())}`;

/** An announcer over networks that the test may take away. */
function announcing(name: string) {
  const states: AnnouncedState[] = [];
  let networks = here;
  let changes = 0;
  const announcer = startAnnouncer({
    addresses: () => networks,
    wanted: async () => ({ name, title: name, port: 6650, httpsPort: null }),
    onState: async state => void states.push(state),
    onNetworks: async () => void changes++,
    log,
    everyMs: 50,
  });
  cleanups.push(announcer.stop);
  return {
    last: () => states.at(-1),
    changes: () => changes,
    stop: announcer.stop,
    goTo(next: typeof here) {
      networks = next;
    },
  };
}

describe.skipIf(!network || process.env['LYCEUM_TEST_OWN_NETWORK'] !== '1')('a name on the network', () => {
  const address = network?.host ?? '';

  it('is announced, heard by others, withdrawn when the network goes, and announced again when it is back', async () => {
    const name = unique();
    const announcer = announcing(name);
    await eventually('announced', () => announcer.last()?.kind === 'announced');
    expect(announcer.last()).toEqual({ kind: 'announced', wanted: name, name, heard: true });
    expect(await heard(name, address)).toBe(true);
    announcer.goTo([]);
    await eventually('withdrawn', () => announcer.last()?.kind === 'no-network');
    expect(await heard(name, address)).toBe(false);
    announcer.goTo(here);
    await eventually('announced again', () => announcer.last()?.kind === 'announced');
    expect(await heard(name, address)).toBe(true);
    expect(announcer.changes()).toBe(2);
    await announcer.stop();
    expect(await heard(name, address)).toBe(false);
  });

  it('that another machine has becomes the next one, also when the other comes later', async () => {
    const name = unique();
    const stranger = await openResponder({ address, own: ['203.0.113.9'], onTaken: () => {} });
    cleanups.push(stranger.close);
    const told = { title: 'Stranger', address: '203.0.113.9', addresses6: [], port: 1, httpsPort: null };
    stranger.announce({ ...told, name });
    const announcer = announcing(name);
    await eventually('another name', () => announcer.last()?.kind === 'announced');
    expect(announcer.last()).toMatchObject({ wanted: name, name: `${name}-2`, heard: true });
    stranger.announce({ ...told, name: `${name}-2` });
    await eventually('the name after that', () => {
      const last = announcer.last();
      return last?.kind === 'announced' && last.name !== `${name}-2`;
    });
    await stranger.withdraw();
  });
});

describe('the port of HTTPS', () => {
  it('that another program has is told, plain HTTP goes on, and HTTPS opens once it is free', async () => {
    const httpsPort = await freePort();
    const squatter = await occupied(httpsPort);
    const site = await startAcademy({ httpsPort });
    cleanups.push(site.stop);
    const admin = await site.person(['administrator']);
    await admin.post('/https/local');
    const { listening } = (await admin.get('/https')).data;
    expect(listening).toMatchObject({ ok: false, detail: expect.stringContaining(`Port ${httpsPort}`) });
    expect((await admin.put('/https/redirect', { on: true })).status).toBe(409);
    expect((await site.visitor.get('/health/live')).status).toBe(200);
    await new Promise(resolve => squatter.close(resolve));
    await eventually('https answers', async () => (await admin.get('/https')).data.listening.ok === true);
  });
});

/** Another program on the port: takes connections and says nothing sensible. */
async function occupied(port: number): Promise<Server> {
  const server = createServer(socket => {
    socket.on('error', () => {});
    socket.end('220 hello\r\n', () => socket.destroy());
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return server;
}
