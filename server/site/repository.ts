/** Settings of the academy: rows of key and JSON value. */
import type { Database, Tx } from '../platform/db/database.ts';

export interface SiteSettings {
  name: string;
  /** Stable key; the academy's engraving is drawn from it. */
  key: string;
  registration: 'open' | 'closed';
}

export interface Settings {
  /** null before set-up. */
  read(tx?: Tx): Promise<SiteSettings | null>;
  write(tx: Tx, settings: Partial<SiteSettings>, at: string): Promise<void>;
}

const PREFIX = 'site.';

export function createSettings(db: Database): Settings {
  return {
    async read(tx) {
      const sql = `select key, value from settings where key like 'site.%'`;
      const rows = tx
        ? await tx<{ key: string; value: string }>('settings').where('key', 'like', `${PREFIX}%`).select('key', 'value')
        : await db.read.all<{ key: string; value: string }>(sql);
      if (rows.length === 0) return null;
      const values = Object.fromEntries(
        rows.map(row => [row.key.slice(PREFIX.length), JSON.parse(row.value) as unknown]),
      );
      return { name: 'Lyceum', key: 'lyceum', registration: 'open', ...values };
    },
    async write(tx, settings, at) {
      const rows = Object.entries(settings)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => ({ key: PREFIX + key, value: JSON.stringify(value), updated_at: at }));
      if (rows.length > 0) await tx('settings').insert(rows).onConflict('key').merge();
    },
  };
}
