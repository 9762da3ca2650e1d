/** The upper rung, with a real authority that speaks ACME: ordered, proved over HTTP, used, and explained when it fails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { type Pebble, startPebble } from '../harness/pebble.ts';
import { findPebble } from '../harness/programs.ts';
import { freePort } from '../harness/ports.ts';
import { shakeHands } from '../harness/tls.ts';

const DOMAIN = 'academy.example.org';

describe.skipIf(!findPebble())(
  'a public certificate',
  () => {
    let site: TestAcademy;
    let admin: Caller;
    let pebble: Pebble;

    beforeAll(async () => {
      site = await startAcademy();
      admin = await site.person(['administrator']);
      pebble = await startPebble(Number(new URL(site.origin).port));
    });
    afterAll(async () => {
      await pebble?.stop();
      await site?.stop();
    });

    const order = (change: object = {}) =>
      admin.post('/https/public', {
        domain: DOMAIN,
        email: 'admin@example.org',
        directory: pebble.directory,
        directory_authority: pebble.trust,
        agree: true,
        ...change,
      });
    const failure = () =>
      eventually<string>('the order failed', async () => (await admin.get('/https')).data.public.last_error ?? false);

    it('is not ordered without agreement, for an address, or over plain HTTP', async () => {
      const wrong = [{ agree: false }, { domain: '192.168.1.40' }, { directory: 'http://127.0.0.1/dir' }];
      for (const change of wrong) expect((await order(change)).status).toBe(400);
      expect((await admin.get('/https')).data.public).toBeNull();
    });

    it('that fails says why, and leaves everything as it was', async () => {
      const port = await freePort();
      expect((await order({ directory: `https://127.0.0.1:${port}/dir` })).status).toBe(202);
      expect(await failure()).toMatch(/cannot be reached\. Look whether this computer is connected to the internet\.$/);
      await order({ directory_authority: '' });
      expect(await eventually('refused', async () => /does not trust/.test(await failure()))).toBe(true);
      expect((await admin.get('/https')).data).toMatchObject({ rung: 'none', certificate: null });
    });

    it('is got, used for its name, and kept when another one is tried', async () => {
      expect((await order()).data.public).toMatchObject({
        domain: DOMAIN,
        job_id: expect.any(Number),
        last_error: null,
      });
      const https = await eventually(
        'the certificate is in use',
        async () => {
          const { data } = await admin.get('/https');
          return data.rung === 'public' && data.listening?.ok === true && data;
        },
        60_000,
      );
      expect(https.certificate.names).toEqual([DOMAIN]);
      expect(https.certificate.issuer).toMatch(/Pebble/);
      expect(https.public).toMatchObject({ job_id: null, last_error: null });
      const socket = await shakeHands(https.port, { rejectUnauthorized: false, servername: DOMAIN });
      expect(socket.getPeerX509Certificate()?.subjectAltName).toBe(`DNS:${DOMAIN}`);
      socket.destroy();
    });
  },
  90_000,
);
