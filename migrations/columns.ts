import type { Knex } from 'knex';

/** Integer primary key that never gives a number out twice. */
export function id(t: Knex.CreateTableBuilder): Knex.ColumnBuilder {
  return t.bigIncrements('id');
}

/** UTC instant as text of 24 characters: sorts as time on both engines. */
export function moment(t: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return t.string(name, 24);
}

/** Reference to another table's id that goes when the other row goes. */
export function reference(t: Knex.CreateTableBuilder, name: string, table: string): Knex.ReferencingColumnBuilder {
  return t.bigInteger(name).references('id').inTable(table).onDelete('CASCADE');
}

/**
 * Names as they are searched: without accents, lower case, single spaces. As it was when the migrations that use it were written: a
 * later way of folding gets a function of its own.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
