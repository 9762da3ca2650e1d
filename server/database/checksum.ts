import { createHash } from 'node:crypto';
import { normal, type Row } from './copy-rules.ts';

const MODULUS = 1n << 256n;

/** Checksum of a table: the sum of its rows' SHA-256, so that the order in which an engine gives them does not matter. */
export interface Checksum {
  add(row: Row): void;
  rows(): number;
  /** 64 hex digits. */
  sum(): string;
}

/** `columns` in one order for both engines; `single` are those of single precision in one of them. */
export function createChecksum(columns: readonly string[], single: ReadonlySet<string>): Checksum {
  const names = columns.toSorted();
  let total = 0n;
  let count = 0;
  return {
    add(row) {
      const line = JSON.stringify(names.map(name => normal(row[name], single.has(name))));
      total = (total + BigInt(`0x${createHash('sha256').update(line).digest('hex')}`)) % MODULUS;
      count++;
    },
    rows: () => count,
    sum: () => total.toString(16).padStart(64, '0'),
  };
}
