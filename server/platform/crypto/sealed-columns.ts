/** Where sealed text is stored. Every feature that seals says its columns, so that a new key reaches all of them. */

export interface SealedColumn {
  table: string;
  /** Column by which a row is found again. */
  key: string;
  column: string;
  /** Bounds the rows, portable SQL without parameters: `key like 'mail.%'`. */
  where?: string;
  /** The column holds JSON, and the sealed text is a string in it. */
  json?: true;
  /** Rows may still hold the text as it is, from before the column was sealed. */
  plainBefore?: true;
  /** Column that tells the place; the key unless told. */
  placeBy?: string;
  /** After the keys were lost: the row goes, the column is empty, or this text is sealed anew in its stead. */
  lost: 'row' | 'empty' | { text: string };
  /** What the text was sealed for, by the value of that column. */
  place(by: string): string;
}
