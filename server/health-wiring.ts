/** How health hears of the other features, tells people, and reaches the console's home. */
import type { createBackups } from './backups/index.ts';
import type { Ground } from './ground.ts';
import type { createHealth } from './health/index.ts';
import type { createOperations } from './operations/index.ts';
import type { LastBackup, Upcoming } from './overview/contract.ts';
import type { Accounts, MailFeature } from './people-features.ts';
import type { Unit } from './platform/db/work.ts';
import type { Check } from './platform/health/contract.ts';
import type { Actor } from './platform/http/actor.ts';
import { askSupervisor } from './supervisor/ask.ts';
import type { OperationOutcome, OperationReport } from './supervisor/contract.ts';

type Backups = ReturnType<typeof createBackups>;
type Health = ReturnType<typeof createHealth>;

/** How alerts become mails. */
export function alertsByMail({ work }: Ground, { mail }: MailFeature, accounts: Accounts) {
  const template = 'alert';
  return {
    mailReady: mail.isConfigured,
    async sendMail(unit: Unit, { to, ...letter }: { to: string; title: string; detail: string; remedy: string }) {
      await mail.send(unit, { to: { address: to }, template, values: { ...letter, link: '' } });
    },
    async sendTestMail({ userId }: Pick<Actor, 'userId'>) {
      const { email: address } = await accounts.service.me(userId);
      if (address === null) throw new Error('Your account has no e-mail address.');
      const values = { title: 'This is a test.', detail: 'Alerts of the academy arrive here.', remedy: '', link: '' };
      await work.run(unit => mail.send(unit, { to: { address }, template, values }));
    },
  };
}

/** How the supervisor sees the server; null without one. */
export async function lifeOf(dataFolder: string) {
  const report = await askSupervisor(dataFolder);
  if (!report) return null;
  const restarts = report.workers.reduce((sum, worker) => sum + worker.restarts, 0);
  return { startedAt: report.started_at, state: report.state.name, lastCrash: report.last_crash, restarts };
}

/** Checks of a feature show their dot at its room. */
export const inRoom = (room: string, checks: readonly Check[]): Check[] => checks.map(check => ({ ...check, room }));

/** The fact on the home page. */
async function lastBackup({ service }: Backups): Promise<LastBackup> {
  const [{ items }, state] = await Promise.all([service.list({ page: 1, per_page: 1 }), service.state()]);
  const [newest] = items;
  return {
    made_at: newest?.made_at ?? null,
    proved_at: newest?.proved_at ?? null,
    proof_seconds: newest?.proof_seconds ?? null,
    bytes: newest?.bytes ?? null,
    place: state.places[0]?.name ?? null,
  };
}

async function nextBackup({ service }: Backups): Promise<Upcoming[]> {
  const { next_at: at } = await service.state();
  return at ? [{ at, code: 'backup', text: 'Backup, then proof', path: '/backups' }] : [];
}

/** What the home shows of both. */
export const homeFacts = ({ health, backups }: { health: Health; backups: Backups }) => ({
  health: health.report,
  fullInDays: health.fullInDays,
  upcoming: [health.upcoming, () => nextBackup(backups)],
  lastBackup: () => lastBackup(backups),
});

type Operations = ReturnType<typeof createOperations>;

/** Announces the end of an operation, unless that was done before. */
async function tellEnd(operations: Operations, health: Health, outcome: OperationOutcome | null): Promise<void> {
  if (outcome?.ended_at && health.isNew('operation', outcome.id)) await operations.announceEnd(outcome);
}

/** Every process hears of an operation; the one that keeps (`health`) announces its end. */
export function heardOf(operations: Operations, health: Health | null) {
  return (report: OperationReport) => {
    operations.changed(report);
    if (health) void tellEnd(operations, health, report);
  };
}

/** At the start of the process that keeps: the operation that ended while nobody served. */
export const recallOperation = (operations: Operations, health: Health) => () => {
  void tellEnd(operations, health, operations.lastOperation());
  return () => {};
};

const ENDS = { done: 'operation-done', 'rolled-back': 'operation-undone', failed: 'operation-failed' } as const;

/** What the flight recorder marks on its time line, and after which the checks look again. */
export function recordFacts(events: Ground['events'], health: Health): void {
  events.on('backup.finished', ({ newBytes }) => {
    health.mark('backup-finished', { bytes: newBytes });
    health.lookAgain();
  });
  events.on('backup.failed', ({ cause }) => {
    health.mark('backup-failed', { reason: cause });
    health.lookAgain();
  });
  events.on('operation.ended', ({ state, title, reason, ended_at }) => {
    const code = ENDS[state as keyof typeof ENDS];
    health.mark(code, { title, reason: reason ?? '' }, Date.parse(ended_at ?? ''));
    health.lookAgain();
  });
  events.on('update.available', ({ version }) => health.mark('update-available', { version }));
}
