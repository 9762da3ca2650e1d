/** What copying tables from one engine to the other needs to know of them: pure. */
export interface Table {
  name: string;
  /** Columns of the primary key, in order. */
  key: readonly string[];
  /** Column and its type as the engine names it. */
  columns: ReadonlyMap<string, string>;
  /** Tables that its rows refer to. */
  parents: readonly string[];
}

export type Row = Record<string, unknown>;

/** Parents before children; tables that wait for nobody by name. Throws when tables refer to one another in a circle. */
export function copyOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  const placed = new Set<string>();
  let waiting = tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  while (waiting.length > 0) {
    const ready = waiting.filter(table => table.parents.every(parent => parent === table.name || placed.has(parent)));
    if (ready.length === 0)
      throw new Error(`These tables refer to one another: ${waiting.map(t => t.name).join(', ')}.`);
    for (const table of ready) {
      ordered.push(table);
      placed.add(table.name);
    }
    waiting = waiting.filter(table => !placed.has(table.name));
  }
  return ordered;
}

/** A value as both engines give it back: truth as 0 and 1, single precision where one of them keeps no more. */
export function normal(value: unknown, isSingle: boolean): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return isSingle ? Math.fround(value) : value;
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : JSON.stringify(value);
}

/** The row as the other engine takes it. */
export function converted(row: Row, columns: Table['columns']): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const type = columns.get(name);
      if (value === null || type === undefined) return [name, value];
      if (type === 'boolean') return [name, Boolean(value)];
      return [name, typeof value === 'boolean' ? Number(value) : value];
    }),
  );
}
