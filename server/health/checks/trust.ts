/** Checks of clocks, keys and people. */
import { chmod, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DAY } from '../../platform/clock.ts';
import type { Check, Finding } from '../../platform/health/contract.ts';
import { ask } from '../machine/programs.ts';
import { readChrony, readTimedatectl } from '../machine/reports.ts';
import {
  administratorsFinding,
  clockFinding,
  type LooseFile,
  nodeFinding,
  permissionsFinding,
  powerFinding,
  signInsFinding,
  timeSyncFinding,
  zoneFinding,
} from '../rules/trust-findings.ts';
import type { CheckDeps } from './deps.ts';

export function trustChecks(deps: CheckDeps): Check[] {
  const { clock, facts, recorder } = deps;
  return [
    { name: 'clock', title: 'Clock', every: 'minute', run: () => clockOf(deps) },
    { name: 'time-sync', title: 'Time server', run: timeSyncOf },
    {
      name: 'time-zone',
      title: 'Time zone',
      run: async () => zoneFinding(Intl.DateTimeFormat().resolvedOptions().timeZone || null),
    },
    {
      name: 'permissions',
      title: 'Who can read the keys',
      run: async () => permissionsFinding(await looseFiles(deps)),
    },
    {
      name: 'sign-ins',
      title: 'Wrong passwords',
      every: 'minute',
      room: 'activity',
      run: async () => signInsFinding(deps.recentMinutes(60).reduce((sum, minute) => sum + minute.sign_ins_refused, 0)),
    },
    {
      name: 'administrators',
      title: 'Administrators',
      every: 'minute',
      room: 'users',
      run: async () => administratorsFinding(await facts.administrators(), clock.now()),
    },
    { name: 'node', title: 'Program version and port', run: async () => nodeFinding(process.versions.node, deps.port) },
    {
      name: 'power',
      title: 'Ends without warning',
      run: async () =>
        powerFinding(
          recorder
            .events(clock.now() - 7 * DAY, clock.now())
            .filter(event => event.code === 'server-ended')
            .map(event => ({ at: event.at, minutes: Number(event.values['minutes']) })),
        ),
    },
  ];
}

async function clockOf({ clock, facts }: CheckDeps): Promise<Finding> {
  const act = await facts.newestAct().catch(() => null);
  return clockFinding(clock.now(), act ? Date.parse(act) : null);
}

async function timeSyncOf(): Promise<Finding> {
  const chrony = await ask('chronyc', ['-c', 'tracking']);
  const tracked = chrony?.status === 0 ? readChrony(chrony.text) : null;
  if (tracked) return timeSyncFinding(tracked);
  const said = await ask('timedatectl', ['show']);
  return timeSyncFinding(said?.status === 0 ? readTimedatectl(said.text) : null);
}

type Folders = Pick<CheckDeps, 'dataFolder' | 'secretsFolder'>;

/** Keys and codes that accounts other than the server's may open. Windows has rights of another kind. */
async function looseFiles({ dataFolder, secretsFolder }: Folders): Promise<LooseFile[]> {
  if (process.platform === 'win32') return [];
  const inside = await readdir(secretsFolder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = [
    secretsFolder,
    ...inside.map(entry => join(entry.parentPath, entry.name)),
    join(dataFolder, 'setup-code'),
    join(dataFolder, 'control.json'),
  ];
  const loose: LooseFile[] = [];
  for (const path of paths) {
    const seen = await stat(path).catch(() => null);
    if (!seen || (seen.mode & 0o077) === 0) continue;
    loose.push({ path: relative(dataFolder, path), wanted: seen.isDirectory() ? '0700' : '0600' });
  }
  return loose;
}

/** Makes what `permissions` found right. Answers how many were changed. */
export async function mendPermissions(folders: Folders): Promise<number> {
  const loose = await looseFiles(folders);
  for (const { path, wanted } of loose) await chmod(join(folders.dataFolder, path), Number.parseInt(wanted, 8));
  return loose.length;
}
