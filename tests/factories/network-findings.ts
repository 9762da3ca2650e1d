/** Everything that the checks of the network can find. */
import * as network from '../../server/network/checks-rules.ts';
import type { Firewall, ShortName } from '../../server/network/contract.ts';
import type { Https } from '../../server/network/https/contract.ts';
import { DAY, instant } from '../../server/platform/clock.ts';
import type { Finding } from '../../server/platform/health/contract.ts';

/** As they are at the moment `now`, in milliseconds. */
export function networkFindings(now: number): Finding[] {
  const here = { host: '192.168.1.20', medium: 'wifi' as const };
  const other = { host: '10.0.0.4', medium: 'cable' as const };
  const name = (state: ShortName['state'], told: string | null = 'lyceum'): ShortName => ({
    state,
    wanted: 'lyceum',
    name: told,
    url: null,
    reason: 'in use',
  });
  const wall = (kind: Firewall['kind'], ports: Firewall['ports']): Firewall => ({ kind, ports, command: 'ufw allow' });
  const poster = { at: instant(now - 9 * DAY), url: 'http://192.168.1.9:8080', host: '192.168.1.9' };
  const good = {
    rung: 'local',
    certificate: { valid_to: instant(now + 90 * DAY), issuer: 'Northgate' },
    listening: { ok: true, detail: '' },
    problems: [],
  } as unknown as Https;
  const until = (days: number) => ({
    ...good,
    certificate: { ...good.certificate, valid_to: instant(now + days * DAY) },
  });
  const https = [
    good,
    { ...good, rung: 'none' },
    { ...good, certificate: null },
    until(9),
    until(-1),
    { ...good, listening: { ok: false, detail: 'Port 8443 is in use.' } },
    { ...good, problems: [{ severity: 'error', code: 'wrong-name', message: 'It is for another name.' }] },
  ] as Https[];
  return [
    network.judgeAddresses([], [], 8080),
    network.judgeAddresses([here], [here.host], 8080),
    network.judgeAddresses([here, other], [here.host], 8080),
    network.judgeAddresses([here], [], 8080),
    network.judgeSeveral([here], null),
    network.judgeSeveral([here, other], null),
    network.judgeSeveral([here, other], 'http://lyceum.local:8080'),
    ...(['works', 'off', 'no-network', 'waiting', 'unavailable', 'unheard'] as const).map(state =>
      network.judgeShortName(name(state)),
    ),
    network.judgeShortName(name('works', 'lyceum-2')),
    network.judgeFirewall(wall('none', 'open'), 8080),
    ...(['open', 'closed', 'unknown'] as const).map(ports => network.judgeFirewall(wall('ufw', ports), 8080)),
    network.judgePoster(null, null),
    network.judgePoster({ ...poster, still_right: true }, poster.url),
    network.judgePoster({ ...poster, still_right: false }, null),
    ...https.map(one => network.judgeHttps(one, now)),
  ];
}
