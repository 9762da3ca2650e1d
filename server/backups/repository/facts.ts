import type { Database } from '../../platform/db/database.ts';
import type { Notes } from '../format.ts';

/** What a backup says of the database in it. */
export interface DatabaseFacts extends Notes {
  tables: Record<string, { rows: number; checksum: string | null }>;
  /** In the order in which they ran. */
  migrations: string[];
  /** Files that the database names, below `media/`; `variants` as it is stored. */
  media: { path: string; variants: string }[];
}

/** Settings but for pictures, which are large; that one changed shows in a setting that holds its hash. */
export const SETTINGS = `select key, value from settings where key not like '%.png' order by key`;
/** Courses that are not in the bin. */
export const COURSES =
  'select id, title, version, created_at, updated_at from courses where deleted_at is null order by id';

/** Ids as numbers, whichever way the engine gives them. */
export const coursesOf = (rows: readonly Notes['courses'][number][]): Notes['courses'] =>
  rows.map(row => ({ ...row, id: Number(row.id), version: Number(row.version) }));

/** Of the academy as it is now, to be compared with those of a backup. */
export const notesNow = async ({ read }: Pick<Database, 'read'>): Promise<Notes> => ({
  settings: await read.all(SETTINGS),
  courses: coursesOf(await read.all(COURSES)),
});

export function siteOf({ settings }: Pick<DatabaseFacts, 'settings'>): { key: string; name: string } {
  const value = (field: string, fallback: string) => {
    const row = settings.find(each => each.key === `site.${field}`);
    return row ? String(JSON.parse(row.value)) : fallback;
  };
  return { key: value('key', 'lyceum'), name: value('name', 'Lyceum') };
}

/** Every file that the database names, below the data folder. */
export function mediaPaths({ media }: DatabaseFacts): string[] {
  return media.flatMap(({ path, variants }) => [
    `media/${path}`,
    ...(JSON.parse(variants) as { path: string }[]).map(variant => `media/${variant.path}`),
  ]);
}
