/** Organisations and mentors of two accounts that become one. */
import type { Tx } from '../../platform/db/database.ts';

interface MemberRow {
  id: number;
  organisation_id: number;
  user_id: number;
  is_representative: boolean | number;
}

/** One membership for each organisation; whoever represented it with one account still does. */
export async function memberships(tx: Tx, keptId: number, goneId: number): Promise<void> {
  const rows = await tx<MemberRow>('organisation_members').whereIn('user_id', [keptId, goneId]);
  for (const list of Map.groupBy(rows, row => Number(row.organisation_id)).values()) {
    const kept = list.find(row => Number(row.user_id) === keptId);
    const gone = list.find(row => Number(row.user_id) === goneId);
    if (!gone) continue;
    if (!kept) await tx('organisation_members').where({ id: gone.id }).update({ user_id: keptId });
    else {
      await tx('organisation_members').where({ id: gone.id }).delete();
      await tx('organisation_members')
        .where({ id: kept.id })
        .update({ is_representative: Boolean(kept.is_representative) || Boolean(gone.is_representative) });
    }
  }
}

/** Nobody is their own mentor: what assigned one of the two to the other goes, and of two open assignments of a pair one. */
export async function withoutSelf(tx: Tx, keptId: number, goneId: number): Promise<void> {
  const both = [keptId, goneId];
  await tx('mentor_assignments').whereIn('mentor_id', both).whereIn('mentee_id', both).delete();
  const open = await tx<{ id: number; mentor_id: number; mentee_id: number }>('mentor_assignments')
    .whereNull('until')
    .where(q => void q.whereIn('mentor_id', both).orWhereIn('mentee_id', both))
    .orderBy('since')
    .select('id', 'mentor_id', 'mentee_id');
  const as = (id: number) => (Number(id) === goneId ? keptId : Number(id));
  for (const [, ...others] of Map.groupBy(open, row => `${as(row.mentor_id)} ${as(row.mentee_id)}`).values())
    for (const { id } of others) await tx('mentor_assignments').where({ id }).delete();
}
