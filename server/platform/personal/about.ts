/**
 * What a feature knows about a person: each one says it of its own tables, so that an export is complete, an erasure leaves nothing
 * by accident, and the list of what is stored can be written from it. A test fails when a table refers to people and nobody says so.
 */
import type { SqlValue } from '../db/database.ts';
import type { Unit } from '../db/work.ts';
import type { StayReason } from './contract.ts';

export type Erasure =
  | { how: 'removed' }
  /** The row stays, what tells of the person is overwritten. */
  | { how: 'emptied'; set: Readonly<Record<string, SqlValue>>; because: StayReason }
  | { how: 'kept'; because: StayReason };

export interface PersonalTable {
  table: string;
  /** Columns that hold a person's number. */
  refers: readonly string[];
  /** Which rows are about the person: portable SQL with `?` for their number. The first of `refers` is it, unless told. */
  rows?: string;
  /** What it holds, what for, how long and who sees it: sentences for docs/security/privacy.md. */
  holds: { what: string; why: string; long: string; who: string };
  /** Why it is not in the export; it is, unless told. */
  leftOut?: string;
  /** Columns that the export leaves out, with the reason. */
  hidden?: Readonly<Record<string, string>>;
  /** Sealed columns, which the export shows in the clear. */
  sealed?: Readonly<Record<string, (key: string) => string>>;
  /** Column that tells rows apart where it is not `id`. */
  key?: string;
  erasure: Erasure;
}

/** Somebody who is erased. */
export interface Erased {
  userId: number;
  /** The address until now. */
  email: string;
  /** What stands for the name from now on. */
  pseudonym: { first: string; last: string };
  /** UTC instant. */
  at: string;
}

/** A file of the person's own. */
export interface PersonalFile {
  /** Within the part's folder of the export. */
  name: string;
  /** On the disk, or the bytes themselves. */
  body: { path: string } | Uint8Array;
}

export interface PersonalPart {
  /** Stable, plain: a folder of the export. */
  name: string;
  tables: readonly PersonalTable[];
  files?(userId: number): Promise<PersonalFile[]>;
  /** What takes more than the tables say; before they are dealt with. Answers files to remove after the commit. */
  erase?(unit: Unit, person: Erased): Promise<string[]>;
}
