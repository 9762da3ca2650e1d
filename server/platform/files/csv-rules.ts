/** Comma-separated values after RFC 4180, safe to open in a spreadsheet. */

type Cell = string | number | null;

/**
 * Where a spreadsheet would begin a formula: at the start of a cell, and after what other countries' spreadsheets take for the end of
 * one (https://owasp.org/www-community/attacks/CSV_Injection). The wide signs count in East Asian ones.
 */
const AT_START = /^[=+\-@\uff0b\uff0d\uff1d\uff20\t\r\n]/;
const FURTHER_ON = /([;\t\r\n])(?=[=+\-@\uff0b\uff0d\uff1d\uff20])/g;

export const rowOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`;

export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map(rowOf).join('');
}

/** As it stands in the file, before quotation marks: an apostrophe tells spreadsheets that it is text. */
export const harmless = (value: string): string =>
  `${AT_START.test(value) ? "'" : ''}${value.replace(FURTHER_ON, "$1'")}`;

function cellOf(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = harmless(value);
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
