/** The last verdict over the whole ledger; a row of `settings`, like what is known of the last move of the database. */
import type { Database, Tx } from '../../platform/db/database.ts';
import { Verdict } from '../contract.ts';

const KEY = 'ledger-verdict';

export type Verdicts = ReturnType<typeof createVerdicts>;

export function createVerdicts({ read }: Database) {
  return {
    async last(): Promise<Verdict | null> {
      const row = await read.get<{ value: string }>('select value from settings where key = ?', [KEY]);
      return row ? Verdict.parse(JSON.parse(row.value)) : null;
    },
    async keep(tx: Tx, verdict: Verdict): Promise<void> {
      const row = { key: KEY, value: JSON.stringify(verdict), updated_at: verdict.at };
      await tx('settings').insert(row).onConflict('key').merge();
    },
  };
}
