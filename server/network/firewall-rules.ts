/** What a firewall that is on needs to be told so that learners come through. Pure. */
import type { Firewall } from './contract.ts';

export type FirewallKind = Firewall['kind'];

/** The command that opens the ports, for a person to enter; null where there is no firewall. */
export function openingCommand(kind: FirewallKind, ports: readonly number[]): string | null {
  switch (kind) {
    case 'none':
      return null;
    case 'ufw':
      return [...ports.map(port => `sudo ufw allow ${port}/tcp`), 'sudo ufw allow 5353/udp'].join(' && ');
    case 'firewalld':
      return [
        'sudo firewall-cmd --permanent',
        ...ports.map(port => `--add-port=${port}/tcp`),
        '--add-service=mdns && sudo firewall-cmd --reload',
      ].join(' ');
    case 'nftables':
      return `sudo nft insert rule inet filter input tcp dport '{ ${ports.join(', ')} }' accept && sudo nft insert rule inet filter input udp dport 5353 accept`;
    case 'windows':
      return `netsh advfirewall firewall add rule name="Lyceum" dir=in action=allow protocol=TCP localport=${ports.join(',')}`;
  }
}

/**
 * Whether ufw's rules (`/etc/ufw/user.rules`, lines such as `-A ufw-user-input -p tcp --dport 8080 -j ACCEPT`, or with
 * `-m multiport --dports 80,8080:8090`) let every port in.
 */
export function ufwLetsIn(rules: string, ports: readonly number[]): boolean {
  const accepting = rules
    .split('\n')
    .filter(line => /^-A ufw-user-input .*-j ACCEPT\b/.test(line) && !/ -s /.test(line));
  return ports.every(port => accepting.some(line => coversPort(line, port)));
}

function coversPort(line: string, port: number): boolean {
  if (/-p udp/.test(line)) return false;
  const given = /--dports? ([\d,:]+)/.exec(line)?.[1];
  if (given === undefined) return true;
  return given.split(',').some(piece => {
    const [low = 0, high = low] = piece.split(':').map(Number);
    return port >= low && port <= high;
  });
}

/** Whether the answer of `firewall-cmd --list-ports` ("8080/tcp 8000-8100/tcp") names every port. */
export function firewalldLetsIn(listed: string, ports: readonly number[]): boolean {
  const ranges = listed
    .trim()
    .split(/\s+/)
    .flatMap(text => {
      const match = /^(\d+)(?:-(\d+))?\/tcp$/.exec(text);
      return match ? [[Number(match[1]), Number(match[2] ?? match[1])] as const] : [];
    });
  return ports.every(port => ranges.some(([low, high]) => port >= low && port <= high));
}

/**
 * Whether an nftables ruleset can stop a connection from elsewhere: 'open' when no chain on the way in refuses by itself, or when a
 * rule accepts every port; 'closed' when one refuses and none accepts; both are readings of text, the phone's test is the proof.
 */
export function nftablesState(ruleset: string, ports: readonly number[]): Firewall['ports'] {
  const chains = [...ruleset.matchAll(/type filter hook input[^\n]*?policy (\w+);([\s\S]*?)\n\t\}/g)];
  const refusing = chains.filter(([, policy, rules = '']) => policy === 'drop' || /^\s*(reject|drop)\b/m.test(rules));
  if (refusing.length === 0) return 'open';
  const accepted = refusing.every(([, , rules = '']) => ports.every(port => acceptsPort(rules, port)));
  return accepted ? 'open' : 'closed';
}

function acceptsPort(rules: string, port: number): boolean {
  return rules.split('\n').some(line => {
    if (!/\baccept\b/.test(line)) return false;
    const given = /tcp dport (?:\{([^}]*)\}|(\S+))/.exec(line);
    const pieces = (given?.[1] ?? given?.[2] ?? '').split(',').map(piece => piece.trim());
    return pieces.some(piece => {
      const [low, high = low] = piece.split('-').map(Number);
      return low !== undefined && !Number.isNaN(low) && port >= low && port <= (high ?? low);
    });
  });
}

/** Whether `netsh advfirewall firewall show rule name=Lyceum` lists an allowing rule for every port. */
export function windowsLetsIn(listed: string, ports: readonly number[]): boolean {
  const named = listed.split(/\r?\n/).flatMap(line => /^\s*\S.*?:\s+([\d,-]+)\s*$/.exec(line)?.[1]?.split(',') ?? []);
  return ports.every(port => named.includes(String(port)));
}
