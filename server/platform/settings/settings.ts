/**
 * Settings: groups of values that a feature declares with a schema, stored as rows of `settings`. Secret values are sealed in
 * the database and never leave the server again: screens learn only whether they are set.
 */
import type { z } from 'zod';
import type { SealedColumn } from '../crypto/sealed-columns.ts';
import type { Sealing } from '../crypto/sealing.ts';
import type { Database, Tx } from '../db/database.ts';
import { type Changes, changesOf } from './change-rules.ts';

export interface SettingsGroup<Values extends object, Secret extends keyof Values & string = never> {
  /** Prefix of the rows: `mail`. */
  name: string;
  /** Gives every value a default, so that a group that was never written can be read. */
  schema: z.ZodType<Values>;
  /** Values that are sealed. They are strings, empty when not set. */
  secrets: readonly Secret[];
}

/** What a screen may see of a group: secrets are replaced by whether they are set. */
export type Shown<Values, Secret extends string> = Omit<Values, Secret> & { secrets_set: Secret[] };

export interface Settings {
  /** The values of a group, defaults where nothing was stored. Throws in plain words when a secret cannot be opened. */
  read<V extends object, S extends keyof V & string>(group: SettingsGroup<V, S>, tx?: Tx): Promise<V>;
  /** Stores what is given and leaves the rest; an empty secret is removed. Answers what is different now, secrets left out. */
  write<V extends object, S extends keyof V & string>(
    tx: Tx,
    group: SettingsGroup<V, S>,
    change: { [K in keyof V]?: V[K] | undefined },
    at: string,
  ): Promise<Changes>;
}

/** Secrets stand among the other values, as JSON texts that begin as sealed ones do. */
export const sealedSettings: SealedColumn = {
  table: 'settings',
  key: 'key',
  column: 'value',
  where: `value like '"1.________.%'`,
  json: true,
  lost: 'row',
  place: key => key,
};

interface Row {
  key: string;
  value: string;
}

export function createSettings(db: Database, sealing: Sealing): Settings {
  const rowsOf = ({ name }: { name: string }, tx?: Tx): Promise<Row[]> =>
    tx
      ? tx<Row>('settings')
          .where('key', 'like', `${name}.%`)
          .select('key', 'value')
          .then(rows => rows as Row[])
      : db.read.all<Row>('select key, value from settings where key like ?', [`${name}.%`]);
  return {
    async read({ name, schema, secrets }, tx) {
      const stored = (await rowsOf({ name }, tx)).map(({ key, value }) => {
        const field = key.slice(name.length + 1);
        const plain = JSON.parse(value) as unknown;
        const isSecret = (secrets as readonly string[]).includes(field);
        return [field, isSecret ? sealing.open(String(plain), key) : plain];
      });
      return schema.parse(Object.fromEntries(stored));
    },
    async write(tx, { name, schema, secrets }, change, at) {
      // Secrets stay sealed: one that cannot be opened any more must be replaceable.
      const isOpen = ([field]: [string, unknown]) => !(secrets as readonly string[]).includes(field);
      const kept = (await rowsOf({ name }, tx))
        .map(({ key, value }): [string, unknown] => [key.slice(name.length + 1), JSON.parse(value) as unknown])
        .filter(isOpen);
      const before = schema.parse(Object.fromEntries(kept)) as Record<string, unknown>;
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const isSecret = (field: string) => (secrets as readonly string[]).includes(field);
      const gone = given.filter(([field, value]) => isSecret(field) && value === '').map(([field]) => field);
      const rows = given
        .filter(([field]) => !gone.includes(field))
        .map(([field, value]) => {
          const key = `${name}.${field}`;
          const stored = isSecret(field) ? sealing.seal(String(value), key) : value;
          return { key, value: JSON.stringify(stored), updated_at: at };
        });
      const keys = gone.map(field => `${name}.${field}`);
      if (keys.length > 0) await tx('settings').whereIn('key', keys).delete();
      if (rows.length > 0) await tx('settings').insert(rows).onConflict('key').merge();
      return changesOf(before, change, secrets);
    },
  };
}

/** For screens: the group without its secrets, and which of them are set. */
export function shown<V extends object, S extends keyof V & string>(
  { secrets }: SettingsGroup<V, S>,
  values: V,
): Shown<V, S> {
  const open = Object.fromEntries(
    Object.entries(values).filter(([field]) => !(secrets as readonly string[]).includes(field)),
  );
  return { ...(open as Omit<V, S>), secrets_set: secrets.filter(field => values[field] !== '') };
}
