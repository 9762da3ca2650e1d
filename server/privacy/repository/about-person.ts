/** Reads and erases what the features' declarations name. The names of tables and columns come from the code, never from outside. */
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { PersonalTable } from '../../platform/personal/about.ts';

type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

export interface Column {
  name: string;
  type: 'string' | 'number' | 'boolean';
  empty: boolean;
}

const BOOLEAN = /bool/i;
const NUMBER = /int|float|real|double|numeric/i;

const conditionOf = ({ rows, refers }: PersonalTable) => rows ?? `${refers[0]} = ?`;
const bindings = (condition: string, userId: number) => Array.from(condition.matchAll(/\?/g), () => userId);

export type AboutPerson = ReturnType<typeof createAboutPerson>;

export function createAboutPerson(db: Database, sealing: Sealing) {
  const matching = (queries: Database['reader'] | Tx, table: PersonalTable, userId: number) => {
    const condition = conditionOf(table);
    return queries(table.table).whereRaw(`(${condition})`, bindings(condition, userId));
  };
  return {
    /** Columns of a table as the export shows them, in their order. */
    async columns({ table, hidden = {}, sealed = {} }: PersonalTable): Promise<Column[]> {
      const info = (await db.reader(table).columnInfo()) as unknown as Record<
        string,
        { type: string; nullable: boolean }
      >;
      return Object.entries(info)
        .filter(([name]) => !Object.hasOwn(hidden, name))
        .map(([name, { type, nullable }]) => ({
          name,
          type: BOOLEAN.test(type) ? 'boolean' : NUMBER.test(type) ? 'number' : 'string',
          // What no key opens any more is given as nothing.
          empty: nullable || Object.hasOwn(sealed, name),
        }));
    },
    /** Rows about the person, in the order in which they were written; sealed texts in the clear. */
    async rows(table: PersonalTable, columns: readonly Column[], userId: number): Promise<Row[]> {
      const rows: Row[] = await matching(db.reader, table, userId)
        .orderBy(table.key ?? 'id')
        .select(columns.map(column => column.name));
      return rows.map(row =>
        Object.fromEntries(columns.map(column => [column.name, shown(sealing, table, column, row)])),
      );
    },
    async count(table: PersonalTable, userId: number): Promise<number> {
      const [row] = (await matching(db.reader, table, userId).count({ n: '*' })) as unknown as [{ n: number }];
      return Number(row.n);
    },
    async erase(tx: Tx, table: PersonalTable, userId: number): Promise<void> {
      const { erasure } = table;
      if (erasure.how === 'removed') await matching(tx, table, userId).delete();
      if (erasure.how === 'emptied' && Object.keys(erasure.set).length > 0)
        await matching(tx, table, userId).update(erasure.set);
    },
  };
}

function shown(sealing: Sealing, { sealed = {}, key = 'id' }: PersonalTable, { name, type }: Column, row: Row): Value {
  const value = row[name] ?? null;
  if (value === null) return null;
  const place = sealed[name];
  if (place) return opened(sealing, String(value), place(String(row[key])));
  if (type === 'boolean') return Boolean(value);
  return type === 'number' ? Number(value) : value;
}

/** What no key opens any more cannot be given; the rest of the export is not lost over it. */
function opened(sealing: Sealing, text: string, place: string): string | null {
  try {
    return sealing.open(text, place);
  } catch {
    return null;
  }
}
