import { describe, expect, it } from 'vitest';
import { lookAtFirewall } from './firewall.ts';

interface Told {
  programs?: Record<string, string>;
  files?: Record<string, string>;
  platform?: NodeJS.Platform;
}

/** A system of which only this is known. */
const look = ({ programs = {}, files = {}, platform = 'linux' }: Told, ports = [8080, 8443]) =>
  lookAtFirewall(
    {
      platform,
      ask: async (program, args) => programs[[program, ...args].join(' ')] ?? null,
      read: async path => files[path] ?? null,
    },
    ports,
  );

const UFW = { '/etc/ufw/ufw.conf': 'ENABLED=yes\nLOGLEVEL=low\n' };
const rules = (...lines: string[]) => ({ ...UFW, '/etc/ufw/user.rules': lines.join('\n') });

describe('a firewall', () => {
  it('that there is none needs nothing', async () => {
    expect(await look({})).toEqual({ kind: 'none', ports: 'open', command: null });
    expect((await look({ files: { '/etc/ufw/ufw.conf': 'ENABLED=no' } })).kind).toBe('none');
  });

  it('ufw is read where that is allowed, and its remedy names every port', async () => {
    expect(await look({ files: UFW })).toEqual({
      kind: 'ufw',
      ports: 'unknown',
      command: 'sudo ufw allow 8080/tcp && sudo ufw allow 8443/tcp && sudo ufw allow 5353/udp',
    });
    const one = '-A ufw-user-input -p tcp --dport 8080 -j ACCEPT';
    expect((await look({ files: rules(one) })).ports).toBe('closed');
    expect((await look({ files: rules(one) }, [8080])).ports).toBe('open');
    expect(
      (await look({ files: rules('-A ufw-user-input -p tcp -m multiport --dports 80,8000:9000 -j ACCEPT') })).ports,
    ).toBe('open');
    expect((await look({ files: rules('-A ufw-user-input -p udp --dport 8080 -j ACCEPT') }, [8080])).ports).toBe(
      'closed',
    );
    expect(
      (await look({ files: rules('-A ufw-user-input -p tcp --dport 8080 -s 10.0.0.1 -j ACCEPT') }, [8080])).ports,
    ).toBe('closed');
  });

  it('firewalld lists its ports', async () => {
    const running = { 'firewall-cmd --state': 'running\n' };
    expect(await look({ programs: { ...running, 'firewall-cmd --list-ports': '22/tcp 8000-9000/tcp' } })).toMatchObject(
      { kind: 'firewalld', ports: 'open' },
    );
    const closed = await look({ programs: { ...running, 'firewall-cmd --list-ports': '8080/udp' } }, [8080]);
    expect(closed).toMatchObject({
      ports: 'closed',
      command: expect.stringContaining('--add-port=8080/tcp --add-service=mdns'),
    });
  });

  it('nftables keeps out only with a chain that refuses', async () => {
    const chain = (policy: string, rule: string) =>
      `table inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter; policy ${policy};\n\t\t${rule}\n\t}\n}\n`;
    const of = (text: string) => look({ programs: { 'nft list ruleset': text } });
    expect(await of(chain('accept', 'ct state established accept'))).toMatchObject({ kind: 'none', ports: 'open' });
    expect(await of(chain('drop', 'tcp dport 22 accept'))).toMatchObject({ kind: 'nftables', ports: 'closed' });
    expect((await of(chain('drop', 'tcp dport { 22, 8000-8500 } accept'))).ports).toBe('open');
    expect(await look({ programs: { 'systemctl is-active nftables': 'active' } })).toMatchObject({
      kind: 'nftables',
      ports: 'unknown',
    });
  });

  it('of Windows is asked for our rule', async () => {
    const on = { 'netsh advfirewall show currentprofile state': 'State  ON' };
    const rule = 'netsh advfirewall firewall show rule name=Lyceum dir=in';
    expect(await look({ platform: 'win32', programs: on })).toMatchObject({ kind: 'windows', ports: 'closed' });
    const listed = { ...on, [rule]: 'Rule Name: Lyceum\r\nLocalPort:        8080,8443\r\n' };
    expect((await look({ platform: 'win32', programs: listed })).ports).toBe('open');
    expect(
      (await look({ platform: 'win32', programs: { 'netsh advfirewall show currentprofile state': 'State OFF' } }))
        .kind,
    ).toBe('none');
  });
});
