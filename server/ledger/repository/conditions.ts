/** A filter as SQL. What many acts have in common must not lead the database into an index from which it then sorts them all. */
import type { Engine, SqlValue } from '../../platform/db/database.ts';
import { among, containing } from '../../platform/db/dialect.ts';
import type { LedgerFilter } from '../contract.ts';

export interface Conditions {
  sql: string;
  params: SqlValue[];
}

/** Whom and what the words of a filter mean, by number; null where nobody was asked for. */
export interface Named {
  /** Accounts of those called like `who`. */
  doers: readonly number[] | null;
  /** `user_id`, and the accounts that were merged into it. */
  accounts: readonly number[] | null;
  /** What `text` is the name of. */
  people: readonly number[];
  courses: readonly number[];
}

type Condition = [sql: string, ...params: SqlValue[]];

/** More people than this have done too much to be gathered one by one. */
const FEW = 200;

/** Whoever did it, in their own name or in somebody's. A sum is in no index: then the acts are read in their order. */
function doneBy(engine: Engine, ids: readonly number[]): Condition {
  const wide = ids.length > FEW ? ' + 0' : '';
  const [list, param] = among(engine, ids);
  return [`(a.user_id${wide} ${list} or a.impersonator_id${wide} ${list})`, param, param];
}

function concerning(engine: Engine, text: string, { people, courses }: Named): Condition {
  const [those, persons] = among(engine, people);
  const [these, subjects] = among(engine, courses);
  // As SQLite has it: only the letters of ASCII are the same in both cases. PostgreSQL takes three times as long for all others.
  const like = engine === 'sqlite' ? 'a.details like' : `a.details collate "C" ilike`;
  return [
    `(a.resource_type = 'user' and a.resource_id + 0 ${those}
      or a.resource_type = 'course' and a.resource_id + 0 ${these}
      or ${like} ? escape '\\')`,
    persons,
    subjects,
    containing(text),
  ];
}

/** An address, or its beginning, as a stretch of the index: by the letters' own order, whatever that of the database is. */
function startingWith(engine: Engine, address: string): Condition {
  const last = address.charCodeAt(address.length - 1);
  const beyond = address.slice(0, -1) + String.fromCharCode(last + 1);
  const sql = engine === 'sqlite' ? 'a.ip >= ? and a.ip < ?' : 'a.ip ~>=~ ? and a.ip ~<~ ?';
  return [sql, address, beyond];
}

/** What stands before the dot of an act, as the index has it. */
const kindIn = (engine: Engine) =>
  engine === 'sqlite' ? `substr(a.action, 1, instr(a.action, '.') - 1)` : `split_part(a.action, '.', 1)`;

export function conditionsOf(engine: Engine, filter: LedgerFilter, named: Named): Conditions {
  const { action, text, resource_type, resource_id, address } = filter;
  const wished: (Condition | false)[] = [
    action !== undefined && [`${action.includes('.') ? 'a.action' : kindIn(engine)} = ?`, action],
    named.doers !== null && doneBy(engine, named.doers),
    named.accounts !== null && doneBy(engine, named.accounts),
    text !== undefined && concerning(engine, text, named),
    resource_type !== undefined && ['a.resource_type = ?', resource_type],
    resource_id !== undefined && ['a.resource_id = ?', resource_id],
    address !== undefined && startingWith(engine, address),
    filter.from !== undefined && ['a.created_at >= ?', filter.from],
    filter.to !== undefined && ['a.created_at <= ?', filter.to],
  ];
  const parts = wished.filter(condition => condition !== false);
  return {
    sql: parts.length > 0 ? `where ${parts.map(([sql]) => sql).join(' and ')}` : '',
    params: parts.flatMap(([, ...params]) => params),
  };
}
