/** The cells of a row: what stands in the file, and what somebody wrote instead; pure. */
import type { ImportColumn, ImportField, RowEdits } from './contract.ts';

/** A row as it stands in the file. */
export interface RawRow {
  /** From 1. */
  line: number;
  cells: readonly string[];
}

/** One line without needless spaces; a mark that kept a spreadsheet from computing it goes. */
export const cleanCell = (cell: string): string =>
  cell
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');

/** What stands in a row by field, each with the head of its column. */
export type Cells = Partial<Record<ImportField, Cell>>;

export interface Cell {
  value: string;
  /** Head of the column, or its number; empty when the file has none. */
  column: string;
  field: ImportField;
}

const columnName = (column: ImportColumn) => (column.head === '' ? `column ${column.index + 1}` : column.head);

export function cellsOf(cells: readonly string[], columns: readonly ImportColumn[]): Cells {
  return Object.fromEntries(
    columns.flatMap(column => {
      const value = cleanCell(cells[column.index] ?? '');
      return column.field === null ? [] : [[column.field, { value, column: columnName(column), field: column.field }]];
    }),
  );
}

/** The cells with what somebody wrote instead; a field of which the file has no column gets a cell too. */
export function corrected(cells: Cells, edits: RowEdits): Cells {
  const written = Object.entries(edits) as [keyof RowEdits, string][];
  const changes = written.map(([field, value]) => [
    field,
    { value: cleanCell(value), column: cells[field]?.column ?? '', field },
  ]);
  return { ...cells, ...(Object.fromEntries(changes) as Cells) };
}

/** A row as it is to be judged: of the file, with what somebody wrote instead. */
export interface WrittenRow {
  line: number;
  cells: Cells;
  edits: RowEdits;
}
