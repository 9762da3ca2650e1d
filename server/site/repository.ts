/** What the academy is called and who may register: rows of key and JSON value. */
import type { Database, Tx } from '../platform/db/database.ts';

export interface SiteSettings {
  name: string;
  /** Stable key; the academy's engraving is drawn from it. */
  key: string;
  registration: 'open' | 'invitation' | 'closed';
  /** New people confirm their address before they are in, where the academy sends mail. */
  verify_email: boolean;
  accent_hue: number | null;
  language: 'en' | 'es';
  support_contact: string;
  /** Where links in messages and on slips lead, `https://academy.example.org`; empty: found out by itself. */
  public_address: string;
  /** SHA-256 of the logo's PNG, the start of it; null without a logo. */
  logo: string | null;
}

/** What an academy is before anybody chose otherwise. */
export const SITE_DEFAULTS: SiteSettings = {
  name: 'Lyceum',
  key: 'lyceum',
  registration: 'open',
  verify_email: true,
  accent_hue: null,
  language: 'en',
  support_contact: '',
  public_address: '',
  logo: null,
};

export interface SiteSettingsStore {
  /** null before set-up. */
  read(tx?: Tx): Promise<SiteSettings | null>;
  write(tx: Tx, settings: Partial<SiteSettings>, at: string): Promise<void>;
  /** PNG; null without one. */
  readLogo(): Promise<Buffer | null>;
  /** null removes it. */
  writeLogo(tx: Tx, png: Buffer | null, at: string): Promise<void>;
}

/** Beside the other rows, so that what every page asks for does not carry the picture along. */
const LOGO = 'site-logo.png';

const PREFIX = 'site.';

export function createSiteSettings(db: Database): SiteSettingsStore {
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
      return { ...SITE_DEFAULTS, ...values };
    },
    async write(tx, settings, at) {
      const rows = Object.entries(settings)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => ({ key: PREFIX + key, value: JSON.stringify(value), updated_at: at }));
      if (rows.length > 0) await tx('settings').insert(rows).onConflict('key').merge();
    },
    async readLogo() {
      const row = await db.read.get<{ value: string }>('select value from settings where key = ?', [LOGO]);
      return row ? Buffer.from(JSON.parse(row.value) as string, 'base64') : null;
    },
    async writeLogo(tx, png, at) {
      if (!png) await tx('settings').where({ key: LOGO }).delete();
      else {
        const row = { key: LOGO, value: JSON.stringify(png.toString('base64')), updated_at: at };
        await tx('settings').insert(row).onConflict('key').merge();
      }
    },
  };
}
