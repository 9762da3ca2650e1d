/** The HTTPS ladder on a running academy: real handshakes, certificates changed under way, redirection on trial. */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { get } from 'node:http';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueLeaf, makeAuthority } from '../../server/network/https/authority.ts';
import { limitsOf } from '../../server/network/https/authority-rules.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { findInPath } from '../harness/programs.ts';
import { askSecurely, shakeHands } from '../harness/tls.ts';

let site: TestAcademy;
let admin: Caller;
let ca: string;
let port: number;

const DAY_MS = 86_400_000;

beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { email: 'admin@example.org' });
});
afterAll(() => site.stop());

/** The academy answers over HTTPS, with a certificate of this fingerprint when one is named. */
const open = (fingerprint?: string) =>
  eventually('https answers', async () => {
    const socket = await shakeHands(port, { rejectUnauthorized: false, servername: 'lyceum.local' });
    const shown = socket.getPeerX509Certificate()?.fingerprint256;
    socket.destroy();
    return fingerprint === undefined || shown === fingerprint;
  });

/** A request over HTTP from another address than the console's. */
const fromElsewhere = (path: string) =>
  new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
    const url = new URL(path, site.origin);
    const options = { localAddress: '127.0.0.2', headers: { host: `lyceum.local:${url.port}` }, agent: false as const };
    get(url, options, res => {
      res.resume();
      resolve({ status: res.statusCode ?? 0, location: res.headers.location });
    }).once('error', reject);
  });

describe('the first rung', () => {
  it('is off at first: nothing listens, nothing is promised', async () => {
    const { data } = await admin.get('/https');
    expect(data).toMatchObject({ rung: 'none', listening: null, certificate: null, hsts_possible: false });
    expect((await site.visitor.get('/https/authority.crt')).status).toBe(404);
  });

  it('makes an authority and encrypts at once', async () => {
    const { status, data } = await admin.post('/https/local');
    expect(status).toBe(200);
    expect(data).toMatchObject({ rung: 'local', certificate: { issuer: 'Lyceum local authority' } });
    const answer = await eventually('https listens', async () => {
      const now = (await admin.get('/https')).data;
      return now.listening?.ok === true && now;
    });
    port = answer.port;
    expect(answer.urls[0]).toBe(`https://lyceum.local:${port}`);
    const response = await fetch(`${site.origin}/api/v1/https/authority.crt`);
    expect(response.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    ca = new X509Certificate(new Uint8Array(await response.arrayBuffer())).toString();
  });

  it('is trusted by who trusts the authority, by name and by address, and by nobody else', async () => {
    const socket = await shakeHands(port, { ca, servername: 'lyceum.local' });
    expect(socket.authorized).toBe(true);
    const shown = socket.getPeerCertificate(true);
    expect(shown.issuerCertificate.subject.CN).toBe('Lyceum local authority');
    socket.destroy();
    (await shakeHands(port, { ca })).destroy();
    await expect(shakeHands(port, { servername: 'lyceum.local' })).rejects.toThrow(/self-signed|unable to/);
    await expect(shakeHands(port, { ca, servername: 'bank.example.com' })).rejects.toThrow(/altnames/);
  });

  it('speaks TLS 1.3, and 1.2 with forward secrecy, and nothing older', async () => {
    const protocols = await Promise.all(
      (['TLSv1.3', 'TLSv1.2'] as const).map(async maxVersion => {
        const socket = await shakeHands(port, { ca, maxVersion });
        const said = [socket.getProtocol(), socket.getCipher().name];
        socket.destroy();
        return said;
      }),
    );
    expect(protocols[0]).toEqual(['TLSv1.3', expect.stringMatching(/^TLS_AES/)]);
    expect(protocols[1]).toEqual(['TLSv1.2', expect.stringMatching(/^ECDHE-ECDSA-.*(GCM|POLY1305)/)]);
    const old = { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(shakeHands(port, old)).rejects.toThrow(/protocol version|alert/i);
    const weak = { ca, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA:ECDHE-ECDSA-AES128-SHA' } as const;
    await expect(shakeHands(port, weak)).rejects.toThrow(/handshake failure/i);
  });

  it.skipIf(!findInPath('openssl'))(
    'shows a stranger with OpenSSL exactly what it should, and begins nothing anew',
    async () => {
      // Beside this process and not in its way: the academy answers from here.
      const say = (args: string[], input = '') =>
        new Promise<string>(resolve => {
          const asked = ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'lyceum.local', ...args];
          const child = execFile('openssl', asked, { timeout: 20_000 }, (_error, out, err) => resolve(out + err));
          child.stdin?.end(input);
        });
      const speaks = async (...args: string[]) => /Cipher is (?!\(NONE\))/.test(await say(args));
      const old = ['-cipher', 'ALL:@SECLEVEL=0'];
      const versions = [['-tls1_3'], ['-tls1_2'], ['-tls1_1', ...old], ['-tls1', ...old]];
      expect(await Promise.all(versions.map(args => speaks(...args)))).toEqual([true, true, false, false]);
      expect(await say([])).toMatch(/New, TLSv1\.3/);
      const refused = [
        'AES128-GCM-SHA256',
        'ECDHE-ECDSA-AES128-SHA',
        'AES256-SHA',
        'ADH-AES128-SHA',
        'NULL-SHA',
        'DES-CBC3-SHA',
      ];
      for (const cipher of refused)
        expect(await speaks('-tls1_2', '-cipher', `${cipher}:@SECLEVEL=0`), cipher).toBe(false);
      const good = ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305'];
      for (const cipher of good) expect(await speaks('-tls1_2', '-cipher', cipher), cipher).toBe(true);
      const chosen = await say(['-tls1_2', '-cipher', good.toReversed().join(':')]);
      expect(chosen).toMatch(/Cipher is ECDHE-ECDSA-AES128-GCM-SHA256/);
      expect(chosen).toMatch(/Compression: NONE/);
      expect(chosen).toMatch(/Secure Renegotiation IS supported/);
      expect(await say(['-tls1_2'], 'R\n')).toMatch(/RENEGOTIATING[\s\S]*no renegotiation/);
    },
  );

  it('gives cookies that only HTTPS may set, beside those of HTTP', async () => {
    const body = { email: 'admin@example.org', password: PASSWORD, client: 'cookie' };
    const secure = await askSecurely({ port, ca, path: '/api/v1/auth/login', method: 'POST', body });
    expect(secure.status).toBe(200);
    const cookies = secure.headers['set-cookie'] as string[];
    for (const cookie of cookies) expect(cookie).toMatch(/^__(Host|Secure)-lyceum_\w+=.*; Secure$/);
    const cookie = cookies.map(text => text.split(';')[0]).join('; ');
    const me = { port, ca, path: '/api/v1/users/me' };
    expect((await askSecurely({ ...me, headers: { cookie } })).status).toBe(200);
    // A cookie that plain HTTP could have set counts for nothing here.
    const plain = await site.visitor.post('/auth/login', body);
    const [first = ''] = plain.headers.getSetCookie();
    expect(first).toMatch(/^lyceum_access=/);
    expect(first).not.toContain('Secure');
    expect((await askSecurely({ ...me, headers: { cookie: first.split(';')[0] ?? '' } })).status).toBe(401);
    expect((await site.visitor.get('/users/me', { cookie: first.split(';')[0] ?? '' })).status).toBe(200);
  });

  it('carries sockets', async () => {
    const socket = io(`https://127.0.0.1:${port}`, {
      path: '/socket',
      transports: ['websocket'],
      auth: { token: admin.token },
      ca,
      reconnection: false,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    expect(socket.connected).toBe(true);
    socket.disconnect();
  });

  it('offers the authority as a profile, and the page that explains it the facts', async () => {
    const response = await fetch(`${site.origin}/api/v1/https/authority.mobileconfig`);
    expect(response.headers.get('content-type')).toBe('application/x-apple-aspen-config');
    const text = await response.text();
    const certificate = /<data>([^<]+)<\/data>/.exec(text)?.[1] ?? '';
    expect(new X509Certificate(Buffer.from(certificate, 'base64')).toString()).toBe(ca);
    const { data } = await site.visitor.get('/https/trust');
    expect(data).toEqual({
      site_name: 'Lyceum',
      https_url: `https://lyceum.local:${port}`,
      fingerprint: new X509Certificate(ca).fingerprint256,
    });
  });
});

describe('a certificate that changes', () => {
  it('is renewed long before its end, and connections go on', async () => {
    const lasting = await shakeHands(port, { ca });
    const before = lasting.getPeerX509Certificate()?.fingerprint256;
    site.advance(320 * DAY_MS);
    const later = await site.person(['administrator']);
    const renewed = await eventually('renewed', async () => {
      await later.post('/https/local');
      const { certificate } = (await later.get('/https')).data;
      return certificate.fingerprint !== before && certificate;
    });
    await open(renewed.fingerprint);
    const answer = new Promise<string>(resolve => lasting.once('data', piece => resolve(String(piece))));
    lasting.write('GET /api/v1/health/live HTTP/1.1\r\nHost: lyceum.local\r\nConnection: close\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 200/);
    site.advance(-320 * DAY_MS);
    // Of the future now, and therefore made anew.
    await open((await admin.post('/https/local')).data.certificate.fingerprint);
  });

  it('from elsewhere is used for its names, while the local one serves the local names', async () => {
    const now = Date.now();
    const other = await makeAuthority('Elsewhere', limitsOf('', []), now);
    const leaf = await issueLeaf(other, ['academy.lan'], now);
    if (leaf.kind !== 'pem') throw new Error('A leaf is PEM.');
    const body = { certificate: leaf.cert, key: leaf.key };
    const looked = await admin.post('/https/check', body);
    expect(looked.data.facts.names).toEqual(['academy.lan']);
    expect(looked.data.problems.map((p: { code: string }) => p.code)).toEqual(['private-issuer', 'names-missing']);
    const { data } = await admin.put('/https/uploaded', body);
    expect(data).toMatchObject({ rung: 'uploaded', certificate: { names: ['academy.lan'] } });
    await eventually('the uploaded one is shown', async () => {
      const socket = await shakeHands(port, { ca: other.certificate, servername: 'academy.lan' });
      socket.destroy();
      return socket.authorized;
    });
    (await shakeHands(port, { ca, servername: 'lyceum.local' })).destroy();
    expect((await admin.put('/https/rung', { rung: 'local' })).data.rung).toBe('local');
    await eventually('the local one is shown to all', () =>
      shakeHands(port, { ca: other.certificate, servername: 'academy.lan' }).then(
        () => false,
        () => true,
      ),
    );
  });
});

describe('an upload', () => {
  const upload = async (body: object) => {
    const { status, errors } = await admin.put('/https/uploaded', body);
    return [status, errors[0]?.code, errors[0]?.message];
  };

  it('that cannot be used is refused with what is wrong, and changes nothing', async () => {
    const now = Date.now();
    const authority = await makeAuthority('Elsewhere', limitsOf('', []), now);
    const [good, other, late, early] = await Promise.all(
      [now, now, now - 500 * DAY_MS, now + 5 * DAY_MS].map(at => issueLeaf(authority, ['academy.lan'], at)),
    );
    if (good?.kind !== 'pem' || other?.kind !== 'pem' || late?.kind !== 'pem' || early?.kind !== 'pem')
      throw new Error('A leaf is PEM.');
    const refused: [object, RegExp][] = [
      [{ certificate: 'hello' }, /^This is not a certificate/],
      [{ certificate: good.cert }, /^The private key is missing/],
      [{ certificate: good.key }, /^There is no certificate in the file/],
      [{ certificate: good.cert, key: other.key }, /^The private key belongs to another certificate/],
      [{ certificate: late.cert, key: late.key }, /^The certificate ended on/],
      [{ certificate: early.cert, key: early.key }, /^The certificate begins on/],
      [{ certificate: good.cert.slice(0, 300), key: good.key }, /^The certificate is damaged/],
      [{ certificate: good.cert, key: good.key.slice(0, 80) + good.key.slice(100) }, /^The private key is damaged/],
    ];
    for (const [body, reason] of refused)
      expect(await upload(body)).toEqual([422, 'CERTIFICATE_REFUSED', expect.stringMatching(reason)]);
    expect((await admin.get('/https')).data).toMatchObject({ rung: 'local', problems: [] });
  });

  it('is for administrators', async () => {
    const student = await site.person(['student']);
    expect((await student.put('/https/uploaded', { certificate: 'x' })).status).toBe(403);
    expect((await student.get('/https')).status).toBe(403);
  });
});

describe('the redirection', () => {
  it('is on trial, spares this machine and what must be open, and takes itself back', async () => {
    const { data } = await admin.put('/https/redirect', { on: true });
    expect(data.https.redirect.state).toBe('trial');
    expect(data.confirm_url).toMatch(/\/trust\?confirm=/);
    const sent = await eventually('redirected', async () => {
      const answer = await fromElsewhere('/courses?page=2');
      return answer.status === 307 && answer;
    });
    expect(sent.location).toBe(`https://lyceum.local:${port}/courses?page=2`);
    expect((await site.visitor.get('/health/live')).status).toBe(200);
    for (const path of ['/api/v1/reach/probe', '/api/v1/https/trust', '/reach'])
      expect((await fromElsewhere(path)).status, path).not.toBe(307);
    site.advance(61_000);
    expect((await fromElsewhere('/courses')).status).not.toBe(307);
    expect((await admin.get('/https')).data.redirect.state).toBe('off');
    site.advance(-61_000);
  });

  it('stays when it is confirmed over HTTPS, and only then', async () => {
    const { data } = await admin.put('/https/redirect', { on: true });
    const token = new URL(data.confirm_url).searchParams.get('confirm');
    expect((await site.visitor.post('/https/redirect/confirm', { token })).status).toBe(403);
    const path = '/api/v1/https/redirect/confirm';
    const ask = (body: object) => askSecurely({ port, ca, path, method: 'POST', body });
    expect((await ask({ token: 'x'.repeat(43) })).status).toBe(409);
    expect((await ask({ token })).status).toBe(200);
    site.advance(600_000);
    expect((await admin.get('/https')).data.redirect).toEqual({ state: 'on', until: null });
    expect((await ask({ token })).status).toBe(409);
    const strict = await admin.put('/https/hsts', { on: true });
    expect([strict.status, strict.errors[0]?.message]).toEqual([409, expect.stringContaining('port 443')]);
    expect((await admin.put('/https/redirect', { on: false })).data.https.redirect.state).toBe('off');
    await eventually('no longer redirected', async () => (await fromElsewhere('/courses')).status !== 307);
    site.advance(-600_000);
  });

  it('is refused without HTTPS, and going down closes the door', async () => {
    expect((await admin.put('/https/rung', { rung: 'none' })).data.rung).toBe('none');
    expect((await admin.put('/https/redirect', { on: true })).status).toBe(409);
    expect((await admin.put('/https/rung', { rung: 'public' })).status).toBe(409);
    await eventually('closed', () =>
      shakeHands(port, { rejectUnauthorized: false }).then(
        () => false,
        () => true,
      ),
    );
    expect((await site.visitor.get('/health/live')).status).toBe(200);
  });
});
