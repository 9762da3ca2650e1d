/** What programs ask for: whether the academy can do its work, by really trying. */
import { type Clock, SECOND } from '../platform/clock.ts';
import { diskSpace } from '../platform/disk-space.ts';
import type { Finding } from '../platform/health/contract.ts';
import type { CheckDeps } from './checks/deps.ts';
import { queueOf, tryDatabase, tryLimits } from './checks/service.ts';
import type { Health } from './contract.ts';
import { found } from './keeper.ts';
import { memoryShare } from './machine/figures.ts';
import { atMostWarning, diskVerdict, memoryVerdict, type Probe, worst } from './rules/probe.ts';

const PATIENCE_MS = 5 * SECOND;

export interface ProbeDeps extends Pick<CheckDeps, 'db' | 'transact' | 'clock' | 'queue' | 'probe' | 'dataFolder'> {
  version: string;
  startedAt: number;
  clock: Clock;
  /** What the checks of backups said last; null when there are none. */
  lastBackup(): Promise<Finding | null>;
}

/** Asked by many at once, the work is done once: nobody can make the disk busy by asking. */
export function createProbe(deps: ProbeDeps): () => Promise<Health> {
  let running: Promise<Health> | null = null;
  return () => {
    running ??= probe(deps).finally(() => {
      running = null;
    });
    return running;
  };
}

async function probe(deps: ProbeDeps): Promise<Health> {
  const tried = (name: string, run: () => Promise<Finding>): Promise<Probe> =>
    found({ name, title: name, timeoutMs: PATIENCE_MS, run }).then(finding => ({
      name,
      state: finding.code === 'check-failed' ? 'failing' : finding.state,
      detail: finding.state === 'ok' ? finding.title : `${finding.title} ${finding.detail}`,
    }));
  const backup = await deps.lastBackup().catch(() => null);
  const [database, limits, disk, queue] = await Promise.all([
    tried('database', () => tryDatabase(deps)),
    tried('limits', () => tryLimits(deps)),
    diskProbe(deps.dataFolder),
    // Late work is no reason to call somebody at night, and neither is a missed backup.
    tried('queue', async () => softened(await queueOf(deps))),
  ]);
  const checks = [database, limits, disk, memoryVerdict(memoryShare()), queue];
  if (backup) checks.push({ name: 'backup', state: atMostWarning(backup.state), detail: backup.title });
  return {
    state: worst(checks),
    version: deps.version,
    uptime_seconds: Math.round((deps.clock.now() - deps.startedAt) / SECOND),
    checks,
  };
}

const softened = (finding: Finding): Finding => ({ ...finding, state: atMostWarning(finding.state) });

async function diskProbe(folder: string): Promise<Probe> {
  return diskVerdict(await diskSpace(folder));
}
