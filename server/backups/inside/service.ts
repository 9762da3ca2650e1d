/** Looking into a backup: opens it in the background, compares it with the academy, takes one thing back. */
import { type Clock, HOUR } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Page, Paging } from '../../platform/http/contract.ts';
import type { JobHandlers } from '../../platform/jobs/runner.ts';
import type { Schedule } from '../../platform/jobs/schedules.ts';
import type { Here } from '../fitting.ts';
import { findHeader } from '../manifest.ts';
import { BackupTrouble } from '../trouble.ts';
import { compareAll, countsOf } from './comparison-rules.ts';
import type { Comparison, Inside, InsideItem, InsideKind, InsideState, Taken } from './contract.ts';
import { closeInside, openBackupInside, openedBefore, openInside, placeHolding, readOpened } from './opening.ts';
import { findAll, matches, workOfPeople } from './repository.ts';
import { takeBack } from './take-back.ts';

declare module '../../platform/jobs/contract.ts' {
  interface Jobs {
    /** Opens a backup beside the academy. */
    'backups.open-inside': { backupId: string };
    /** Closes what was opened and forgotten. */
    'backups.close-inside': Record<string, never>;
  }
}

export interface InsideDeps {
  db: Database;
  work: Work;
  clock: Clock;
  dataFolder: string;
  databaseUrl: string | undefined;
  here: () => Promise<Here>;
  migrate(db: Database): Promise<unknown>;
}

/** An open backup takes room; after this long it is closed. */
const OPEN_MS = 4 * HOUR;
const KINDS = ['courses', 'people', 'attempts'] as const;

export type InsideService = ReturnType<typeof createInside>['service'];

export function createInside(deps: InsideDeps) {
  const { work, clock, dataFolder, databaseUrl } = deps;
  const use = <T>(backupId: string, look: (backup: Database) => Promise<T>) => useInside(deps, backupId, look);
  const read = (backupId: string) => readInside(deps, backupId);
  const service = {
    read,
    async open(backupId: string, actor: Actor): Promise<Inside> {
      await madeAt(dataFolder, backupId);
      if (!readOpened(dataFolder, backupId))
        await work.run(async ({ enqueue, record }) => {
          const options = { uniqueKey: `inside:${backupId}`, maxAttempts: 1 };
          await enqueue('backups.open-inside', { backupId }, options);
          await record({
            userId: actor.userId,
            action: 'backup.look-inside',
            resourceType: 'backup',
            resourceId: null,
          });
        });
      return read(backupId);
    },
    async list(backupId: string, kind: InsideKind, filter: ItemFilter): Promise<Page<InsideItem>> {
      const { items } = await use(backupId, backup => compared(deps.db, backup, kind));
      const { search = '', state, page, per_page } = filter;
      const found = items.filter(item => (!state || item.state === state) && matches(item, search));
      return { items: found.slice((page - 1) * per_page, page * per_page), total: found.length };
    },
    takeBack: (backupId: string, kind: InsideKind, id: number, actor: Actor): Promise<Taken> =>
      use(backupId, async backup => {
        if (!(await findAll(backup, kind)).has(id)) refuse('NOT_FOUND', 'The backup does not hold this.');
        return takeBack(deps, backup, { backupId, kind, id }, actor);
      }),
    close: (backupId: string): Promise<void> => closeInside(dataFolder, backupId, databaseUrl),
  };
  const jobs: JobHandlers = {
    'backups.open-inside': {
      lane: 'long',
      run: async ({ backupId }, { signal, progress }) => {
        const { here, migrate } = deps;
        const at = (fraction: number) => void progress(fraction, 'Opening the backup').catch(() => {});
        const options = { dataFolder, databaseUrl, backupId, migrate, signal, progress: at };
        await openBackupInside({ ...options, here: await here(), now: clock.now() });
      },
    },
    'backups.close-inside': async () => {
      for (const id of openedBefore(dataFolder, clock.now() - OPEN_MS)) await service.close(id);
    },
  };
  const schedules: Schedule[] = [{ cron: '*/15 * * * *', name: 'backups.close-inside', payload: {} }];
  return { service, jobs, schedules };
}

interface ItemFilter extends Paging {
  search?: string | undefined;
  state?: InsideState | undefined;
}

async function useInside<T>(
  { dataFolder }: InsideDeps,
  backupId: string,
  look: (backup: Database) => Promise<T>,
): Promise<T> {
  const opened = readOpened(dataFolder, backupId);
  if (!opened) refuse('CONFLICT', 'This backup is not open. Open it first.');
  const backup = openInside(dataFolder, backupId, opened);
  try {
    return await look(backup);
  } finally {
    await backup.close();
  }
}

async function readInside(deps: InsideDeps, backupId: string): Promise<Inside> {
  // Asked first: a job that ends in between has left it open, and never neither.
  const job = await openingJob(deps, backupId);
  const opened = readOpened(deps.dataFolder, backupId);
  if (opened) {
    const comparison = await useInside(deps, backupId, async backup => {
      const all: Comparison[] = [];
      for (const kind of KINDS) all.push((await compared(deps.db, backup, kind)).counts);
      return all;
    });
    return { backup_id: backupId, made_at: opened.made_at, state: 'open', job_id: null, comparison };
  }
  const made_at = await madeAt(deps.dataFolder, backupId);
  return { backup_id: backupId, made_at, state: job ? 'opening' : 'closed', job_id: job, comparison: [] };
}

/** When the backup was made; refuses in plain words when it cannot be reached. */
async function madeAt(dataFolder: string, backupId: string): Promise<string> {
  try {
    const place = await placeHolding(dataFolder, backupId);
    return (await findHeader(place, backupId).finally(() => place.store.close())).made_at;
  } catch (cause) {
    if (!(cause instanceof BackupTrouble)) throw cause;
    const code = cause.code === 'not-found' ? 'NOT_FOUND' : 'CONFLICT';
    return refuse(code, `${cause.message} ${cause.remedy}`, { cause });
  }
}

async function openingJob({ db }: InsideDeps, backupId: string): Promise<number | null> {
  const row = await db.read.get<{ id: number }>(
    `select id from jobs where unique_key = ? and state in ('queued', 'running')`,
    [`inside:${backupId}`],
  );
  return row ? Number(row.id) : null;
}

async function compared(academy: Database, backup: Database, kind: InsideKind) {
  const [then, now] = [await findAll(backup, kind), await findAll(academy, kind)];
  let lacks = (_id: number) => false;
  if (kind === 'people') {
    const [workThen, workNow] = [await workOfPeople(backup), await workOfPeople(academy)];
    lacks = id => [...(workThen.get(id) ?? [])].some(mark => !workNow.get(id)?.has(mark));
  }
  const items = compareAll(then, now, lacks);
  return { items, counts: countsOf(kind, items, now) };
}
