/** Issues that an administrator does not want to hear of for a while. */
import type { Database, Tx } from '../../platform/db/database.ts';

export type Silences = ReturnType<typeof createSilences>;

export function createSilences(db: Database) {
  return {
    /** Name of the check and the moment until which it is silent, those that are over left out. */
    async inForce(now: string): Promise<Map<string, string>> {
      const rows = await db.read.all<{ check_name: string; until: string }>(
        'select check_name, until from health_silences where until > ?',
        [now],
      );
      return new Map(rows.map(row => [row.check_name, row.until]));
    },
    async put(tx: Tx, silence: { check_name: string; until: string; user_id: number; created_at: string }) {
      await tx('health_silences').insert(silence).onConflict('check_name').merge();
    },
    remove: (tx: Tx, name: string) => tx('health_silences').where({ check_name: name }).delete(),
  };
}
