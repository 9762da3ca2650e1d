import { expect, it } from 'vitest';
import type { ShortName } from './contract.ts';
import type { Https } from './https/contract.ts';
import {
  judgeAddresses,
  judgeFirewall,
  judgeHttps,
  judgePoster,
  judgeSeveral,
  judgeShortName,
} from './checks-rules.ts';
import { learnersUrl, posterState, shortNameOf, shownAddresses } from './state-rules.ts';

const lan = (host: string) => ({ host, medium: 'cable' as const });

it('an address counts only when the academy answers there', () => {
  expect(judgeAddresses([], [], 80)).toMatchObject({ state: 'warning', code: 'network-none' });
  expect(judgeAddresses([lan('10.0.0.1')], ['10.0.0.1'], 80)).toMatchObject({ state: 'ok' });
  expect(judgeAddresses([lan('10.0.0.1'), lan('10.0.0.2')], ['10.0.0.1'], 80)).toMatchObject({
    state: 'warning',
    code: 'network-silent',
    values: { hosts: '10.0.0.2' },
  });
  expect(judgeAddresses([lan('10.0.0.1')], [], 80)).toMatchObject({ state: 'failing' });
  const both = [lan('10.0.0.1'), lan('10.0.0.2')];
  const named = judgeSeveral(both, 'http://lyceum.local:8080');
  expect(named).toMatchObject({ state: 'ok', code: 'networks-several-named' });
  expect(named.detail).toContain('The short name leads');
  expect(judgeSeveral(both, null)).toMatchObject({ state: 'ok', code: 'networks-several' });
  expect(judgeSeveral(both, null).detail).not.toContain('short name');
});

it('a short name works, is another one, or says why not', () => {
  const choice = { lan_name: 'lyceum', announce: true };
  const announced = { kind: 'announced' as const, wanted: 'lyceum', name: 'lyceum', heard: true };
  const short = (change: object): ShortName => shortNameOf(choice, { ...announced, ...change }, 8080);
  expect(short({})).toMatchObject({ state: 'works', url: 'http://lyceum.local:8080' });
  expect(judgeShortName(short({}))).toMatchObject({ state: 'ok', code: 'name-works' });
  expect(judgeShortName(short({ name: 'lyceum-2' }))).toMatchObject({
    state: 'ok',
    code: 'name-other',
    title: 'Another device is called lyceum.local, so the academy is lyceum-2.local.',
  });
  expect(judgeShortName(short({ heard: false }))).toMatchObject({ state: 'warning', code: 'name-unheard' });
  // What was announced for an earlier name is no longer true.
  expect(short({ wanted: 'school' })).toMatchObject({ state: 'waiting', url: null });
  expect(shortNameOf({ ...choice, announce: false }, announced, 8080).state).toBe('off');
  expect(judgeShortName(shortNameOf(choice, { kind: 'unavailable', reason: 'EACCES' }, 80))).toMatchObject({
    state: 'warning',
    values: { reason: 'EACCES' },
  });
});

it('a firewall that keeps learners out is told with the exact remedy', () => {
  const closed = judgeFirewall({ kind: 'ufw', ports: 'closed', command: 'sudo ufw allow 8080/tcp' }, 8080);
  expect(closed).toMatchObject({
    state: 'warning',
    remedy: { text: expect.stringContaining('sudo ufw allow 8080/tcp') },
  });
  expect(judgeFirewall({ kind: 'ufw', ports: 'unknown', command: 'x' }, 8080).state).toBe('ok');
});

it('a poster is right as long as its address is ours', () => {
  const printed = { at: '2026-11-21T09:00:00.000Z', url: 'http://192.168.1.40:8080', host: '192.168.1.40' };
  expect(judgePoster(posterState(printed, ['192.168.1.40']), null)).toMatchObject({ state: 'ok' });
  expect(judgePoster(posterState(printed, ['192.168.1.77']), 'http://192.168.1.77:8080')).toMatchObject({
    state: 'warning',
    code: 'poster-wrong',
    detail: 'They say http://192.168.1.40:8080. Learners now open http://192.168.1.77:8080.',
  });
  expect(judgePoster(null, null).state).toBe('ok');
});

it('learners are told the public name, else the short one, else the address', () => {
  const plain = { rung: 'none' as const, domain: null, redirecting: false };
  const addresses = shownAddresses(
    [{ host: '192.168.1.40', netmask: '', network: 'eth0', medium: 'cable', ssid: null, isDefault: true, host6: [] }],
    80,
  );
  expect(learnersUrl(plain, { url: null }, addresses, 443)).toBe('http://192.168.1.40');
  expect(learnersUrl(plain, { url: 'http://lyceum.local' }, addresses, 443)).toBe('http://lyceum.local');
  expect(learnersUrl({ ...plain, redirecting: true }, { url: 'http://lyceum.local' }, addresses, 8443)).toBe(
    'https://lyceum.local:8443',
  );
  expect(learnersUrl({ ...plain, rung: 'public', domain: 'a.example.org' }, { url: null }, addresses, 443)).toBe(
    'https://a.example.org',
  );
  expect(learnersUrl(plain, { url: null }, [], 443)).toBeNull();
});

it('a certificate is looked at for its end, and HTTPS for whether it answers', () => {
  const now = Date.parse('2026-11-21T00:00:00.000Z');
  const at = (valid_to: string, change: Partial<Https> = {}) =>
    judgeHttps(
      {
        rung: 'uploaded',
        certificate: { subject: '', issuer: 'I', names: [], valid_from: '', valid_to, fingerprint: '' },
        listening: { ok: true, detail: '' },
        problems: [],
        ...change,
      } as unknown as Https,
      now,
    );
  expect(at('2027-11-21T00:00:00.000Z')).toMatchObject({ state: 'ok', values: { days: 365 } });
  expect(at('2026-12-01T00:00:00.000Z')).toMatchObject({
    state: 'warning',
    code: 'https-expires',
    values: { days: 10 },
  });
  expect(at('2026-11-20T00:00:00.000Z')).toMatchObject({ state: 'failing', code: 'https-expired' });
  expect(at('2027-11-21T00:00:00.000Z', { listening: { ok: false, detail: 'Taken.' } })).toMatchObject({
    code: 'https-silent',
  });
  expect(at('', { certificate: null })).toMatchObject({ state: 'failing', code: 'https-no-certificate' });
  expect(at('', { rung: 'none' }).state).toBe('ok');
});
