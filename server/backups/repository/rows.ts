/** What this machine remembers of its backups: those that lie in the places, and every try to make one. */
import type { Database, Queries } from '../../platform/db/database.ts';
import type { Page } from '../../platform/http/contract.ts';
import type { Backup } from '../contract.ts';
import type { Header, Proof } from '../format.ts';
import type { Run } from '../schedule-rules.ts';

interface BackupRow {
  backup_id: string;
  place: number;
  kind: Backup['kind'];
  reason: string | null;
  made_at: string;
  version: string;
  key_id: string | null;
  people: number;
  bytes: number;
  new_bytes: number;
  proved_at: string | null;
  proof_seconds: number | null;
  proof_reason: string | null;
  proof_steps: string;
}

interface RunRow {
  id: number;
  kind: Backup['kind'];
  state: Run['state'];
  started_at: string;
  ended_at: string | null;
  new_bytes: number;
  proved: boolean | number;
  step: string | null;
  code: string | null;
  cause: string | null;
  remedy: string | null;
}

export interface RunEnd {
  state: 'done' | 'failed' | 'cancelled';
  ended_at: string;
  new_bytes?: number;
  proved?: boolean;
  step?: string;
  code?: string;
  cause?: string;
  remedy?: string;
}

export type BackupRows = ReturnType<typeof createBackupRows>;

export function createBackupRows({ reader, read }: Database) {
  return {
    /** One entry for a backup, however many places have it. */
    async page({ page, per_page }: { page: number; per_page: number }): Promise<Page<Backup>> {
      const [count] = await reader('backups').countDistinct({ n: 'backup_id' });
      const ids = await reader('backups')
        .distinct('backup_id')
        .orderBy('backup_id', 'desc')
        .limit(per_page)
        .offset((page - 1) * per_page)
        .pluck<string[]>('backup_id');
      const rows = await reader<BackupRow>('backups').whereIn('backup_id', ids).orderBy('place');
      const items = ids.map(id => together(rows.filter(row => row.backup_id === id)));
      return { items, total: Number((count as { n: number }).n) };
    },
    /** null when no place has it. */
    async find(backupId: string): Promise<Backup | null> {
      const rows = await reader<BackupRow>('backups').where({ backup_id: backupId }).orderBy('place');
      return rows.length > 0 ? together(rows) : null;
    },
    /** Never tried, oldest first. */
    unproved: (): Promise<string[]> =>
      reader('backups')
        .whereNull('proved_at')
        .whereNull('proof_reason')
        .distinct('backup_id')
        .orderBy('backup_id')
        .pluck<string[]>('backup_id'),
    async totals(): Promise<{ total: number; proved: number; waiting: number; last_proved_at: string | null }> {
      const row = await read.get<{ total: number; proved: number; settled: number; last: string | null }>(
        `select count(distinct backup_id) as total, count(distinct case when proved_at is not null then backup_id end) as proved,
           count(distinct case when proved_at is not null or proof_reason is not null then backup_id end) as settled,
           max(case when proved_at is not null then made_at end) as last from backups`,
      );
      const total = Number(row?.total ?? 0);
      const waiting = total - Number(row?.settled ?? 0);
      return { total, proved: Number(row?.proved ?? 0), waiting, last_proved_at: row?.last ?? null };
    },
    async store(tx: Queries, place: number, header: Header, proof: Proof | null): Promise<void> {
      const row = rowOf(place, header, proof);
      await tx('backups').insert(row).onConflict(['backup_id', 'place']).merge();
    },
    /** Makes the rows of a place be exactly what lies there. */
    async replace(tx: Queries, place: number, found: readonly { header: Header; proof: Proof | null }[]) {
      await tx('backups').where({ place }).delete();
      for (const { header, proof } of found) await tx('backups').insert(rowOf(place, header, proof));
    },
    async beginRun(tx: Queries, run: { kind: string; started_at: string; forgetBefore: string }): Promise<number> {
      const { forgetBefore, ...row } = run;
      await tx('backup_runs').where('started_at', '<', forgetBefore).delete();
      // Only one runs at a time: whatever else says so was ended from outside.
      await tx('backup_runs').where({ state: 'running' }).update({ state: 'interrupted', ended_at: run.started_at });
      const [made] = await tx('backup_runs')
        .insert({ ...row, state: 'running' })
        .returning<{ id: number }[]>('id');
      return Number(made?.id);
    },
    endRun: (tx: Queries, id: number, end: RunEnd) => tx('backup_runs').where({ id }).update(end),
    /** Newest first. */
    async runsSince(at: string): Promise<(Run & Pick<RunRow, 'step' | 'cause' | 'remedy' | 'ended_at'>)[]> {
      const rows = await reader<RunRow>('backup_runs').where('started_at', '>=', at).orderBy('id', 'desc');
      return rows.map(row => ({ ...row, new_bytes: Number(row.new_bytes), proved: Boolean(row.proved) }));
    },
    /** Since when there is an academy; null before set-up. */
    firstPerson: async (): Promise<string | null> =>
      (await read.get<{ at: string | null }>('select min(created_at) as at from users'))?.at ?? null,
    jobUnderWay: async (): Promise<number | null> =>
      (
        await read.get<{ id: number }>(
          `select id from jobs where state in ('queued', 'running') and name in ('backups.create', 'backups.prove') order by id limit 1`,
        )
      )?.id ?? null,
  };
}

function rowOf(place: number, header: Header, proof: Proof | null): Record<string, unknown> {
  const { id, kind, reason, made_at, version, key_id, people, bytes, new_bytes } = header;
  return {
    backup_id: id,
    place,
    kind,
    reason: reason?.slice(0, 200) ?? null,
    made_at,
    version,
    key_id,
    people,
    bytes,
    new_bytes,
    proved_at: proof?.ok ? proof.at : null,
    proof_seconds: proof?.seconds ?? null,
    proof_reason: proof?.reason ?? null,
    proof_steps: JSON.stringify(proof?.steps ?? []),
  };
}

/** At least one row, in the order of the places. */
function together(rows: readonly BackupRow[]): Backup {
  const { backup_id: id, kind, reason, made_at, version, key_id, proof_steps, ...row } = rows[0] as BackupRow;
  const { proved_at, proof_seconds, proof_reason } = row;
  return {
    id,
    places: rows.map(each => each.place),
    kind,
    reason,
    made_at,
    version,
    people: Number(row.people),
    bytes: Number(row.bytes),
    new_bytes: Number(row.new_bytes),
    encrypted: key_id !== null,
    state: proved_at !== null ? 'proved' : proof_reason === null ? 'waiting' : 'refused',
    proved_at,
    proof_seconds,
    proof_reason,
    proof_steps: JSON.parse(proof_steps) as Backup['proof_steps'],
  };
}
