/** Writing out what a filter leaves: as a table for people, or as lines of JSON with which an outsider can verify it. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rowOf } from '../platform/files/csv-rules.ts';
import { canonicalEntry, NOTHING_BEFORE } from '../platform/db/act-rules.ts';
import type { LedgerFilter } from './contract.ts';
import { HEAD, lineOf } from './csv-rules.ts';
import type { Entries } from './repository/entries.ts';
import type { Search } from './repository/search.ts';
import { keyIdOf, type SealKey } from './seals.ts';

export type Format = 'csv' | 'json';

export interface ExportingDeps {
  entries: Entries;
  search: Search;
  key: Pick<SealKey, 'publicKey' | 'earlier'>;
  /** Where files wait to be downloaded; old ones are cleared away. */
  folder: string;
}

const BATCH = 500;

/** Piece by piece, oldest first, up to the last entry of this moment; nothing larger than a batch is held. */
export async function* exported(deps: ExportingDeps, filter: LedgerFilter, format: Format): AsyncIterable<string> {
  const { entries, search } = deps;
  const { id: last } = await entries.head();
  yield format === 'csv' ? `\uFEFF${rowOf(HEAD)}` : await preface(deps, filter);
  for (let after = 0; ; ) {
    const ids = (await search.after(filter, after, BATCH)).filter(id => id <= last);
    if (ids.length > 0)
      yield format === 'csv' ? (await search.named(ids)).map(lineOf).join('') : await chainedLines(deps, ids);
    if (ids.length < BATCH) return;
    after = ids.at(-1) ?? last;
  }
}

/** What a check needs besides the entries: the key and every seal. */
async function preface(
  { entries, key: { publicKey, earlier = [] } }: ExportingDeps,
  filter: LedgerFilter,
): Promise<string> {
  const whole = Object.values(filter).every(value => value === undefined);
  const head = { format: 'lyceum-ledger-1', whole, key_id: keyIdOf(publicKey), public_key: publicKey };
  // Only after the keys were lost: an outsider needs those of before as well.
  const before = earlier.length === 0 ? {} : { earlier_keys: earlier };
  return `${JSON.stringify({ ...head, ...before, seals: await entries.seals() })}\n`;
}

async function chainedLines({ entries, search }: ExportingDeps, ids: readonly number[]): Promise<string> {
  const begin = await entries.lastSeal('beginning');
  const rows = await search.chained(ids);
  const beforeOf = (id: number) => (begin?.entry_id === id ? begin.entry_hash : NOTHING_BEFORE);
  return rows
    .map(row => `{"entry":${canonicalEntry(row)},"before":"${row.before ?? beforeOf(row.id)}","hash":"${row.hash}"}\n`)
    .join('');
}

/** Answers the path of the file. */
export async function exportToFile(deps: ExportingDeps, filter: LedgerFilter, format: Format): Promise<string> {
  await mkdir(deps.folder, { recursive: true, mode: 0o700 });
  const path = join(deps.folder, `ledger-${randomUUID()}.${format}`);
  await pipeline(Readable.from(exported(deps, filter, format)), createWriteStream(path, { mode: 0o600 }));
  return path;
}
