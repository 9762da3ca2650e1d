/** Which firewall of the system is on. It is only ever read: opening it is for the person to decide. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Firewall } from './contract.ts';
import {
  firewalldLetsIn,
  type FirewallKind,
  nftablesState,
  openingCommand,
  ufwLetsIn,
  windowsLetsIn,
} from './firewall-rules.ts';

const run = promisify(execFile);
const PATIENCE_MS = 3000;

/** What a program of the system prints; null when it is missing, fails or takes too long. */
export type AskSystem = (program: string, args: readonly string[]) => Promise<string | null>;
/** Content of a file of the system; null when it is missing or not for us. */
export type ReadSystem = (path: string) => Promise<string | null>;

export const askSystem: AskSystem = async (program, args) => {
  try {
    return (await run(program, [...args], { timeout: PATIENCE_MS, windowsHide: true })).stdout;
  } catch {
    return null;
  }
};
export const readSystem: ReadSystem = path => readFile(path, 'utf8').catch(() => null);

interface System {
  platform: NodeJS.Platform;
  ask: AskSystem;
  read: ReadSystem;
}

/** Looks at the firewall, for the ports that learners use. */
export async function lookAtFirewall(system: System, ports: readonly number[]): Promise<Firewall> {
  const [kind, state] = system.platform === 'win32' ? await windows(system, ports) : await linux(system, ports);
  return { kind, ports: state, command: state === 'open' ? null : openingCommand(kind, ports) };
}

type Found = readonly [FirewallKind, Firewall['ports']];

async function linux({ ask, read }: System, ports: readonly number[]): Promise<Found> {
  if (/^ENABLED=yes/m.test((await read('/etc/ufw/ufw.conf')) ?? '')) {
    const rules = await read('/etc/ufw/user.rules');
    return ['ufw', rules === null ? 'unknown' : ufwLetsIn(rules, ports) ? 'open' : 'closed'];
  }
  if ((await ask('firewall-cmd', ['--state']))?.trim() === 'running') {
    const listed = await ask('firewall-cmd', ['--list-ports']);
    return ['firewalld', listed === null ? 'unknown' : firewalldLetsIn(listed, ports) ? 'open' : 'closed'];
  }
  const ruleset = await ask('nft', ['list', 'ruleset']);
  if (ruleset !== null) {
    const state = nftablesState(ruleset, ports);
    return state === 'open' ? ['none', 'open'] : ['nftables', state];
  }
  const active = (await ask('systemctl', ['is-active', 'nftables']))?.trim() === 'active';
  return active ? ['nftables', 'unknown'] : ['none', 'open'];
}

async function windows({ ask }: System, ports: readonly number[]): Promise<Found> {
  // "State ON" in English; other languages have other words, so an answer without OFF counts as on.
  const profile = await ask('netsh', ['advfirewall', 'show', 'currentprofile', 'state']);
  if (profile === null || /\bOFF\b/.test(profile)) return ['none', 'open'];
  const listed = await ask('netsh', ['advfirewall', 'firewall', 'show', 'rule', 'name=Lyceum', 'dir=in']);
  return ['windows', listed !== null && windowsLetsIn(listed, ports) ? 'open' : 'closed'];
}
