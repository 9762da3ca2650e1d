/** What was lost with the keys of the academy, kept for a while so that administrators hear of it. */
import { z } from 'zod';
import type { Tx } from '../platform/db/database.ts';
import type { SettingsGroup } from '../platform/settings/settings.ts';

const Lost = z.object({
  /** UTC instant of the restore; null when nothing was ever lost. */
  at: z.string().nullable().default(null),
  /** How many, by table. */
  lost: z.record(z.string(), z.number()).default({}),
});
export type Lost = z.output<typeof Lost>;

export const LOST: SettingsGroup<Lost> = { name: 'restored', schema: Lost, secrets: [] };

export async function rememberLost(tx: Tx, lost: Lost['lost'], at: string): Promise<void> {
  const rows = Object.entries({ at, lost }).map(([field, value]) => ({
    key: `${LOST.name}.${field}`,
    value: JSON.stringify(value),
    updated_at: at,
  }));
  await tx('settings').insert(rows).onConflict('key').merge();
}
