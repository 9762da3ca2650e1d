import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { id, moment } from './columns.ts';

/** The activity log becomes a ledger: numbered without gaps, each entry chained to the one before; docs/formats/ledger.md. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('user_activity_logs', t => {
    t.text('details');
    t.bigInteger('session_id');
    t.bigInteger('impersonator_id');
    t.string('via', 60);
    t.string('request_id', 64);
    t.string('hash', 64).notNullable().defaultTo('');
    t.index(['action', 'id']);
    t.index(['resource_type', 'resource_id']);
    t.index(['ip']);
  });
  await knex.schema.createTable('ledger_seals', t => {
    id(t);
    t.string('kind', 12).notNullable();
    t.bigInteger('entry_id').notNullable();
    t.string('entry_hash', 64).notNullable();
    t.bigInteger('removed').notNullable();
    moment(t, 'created_at').notNullable();
    t.string('key_id', 64).notNullable();
    t.string('signature', 100).notNullable();
    t.index(['kind', 'entry_id']);
  });
  await chainWhatIsThere(knex);
  const postgres = (knex.client as { dialect: string }).dialect !== 'sqlite3';
  for (const statement of postgres ? POSTGRES : SQLITE) await knex.raw(statement);
}

interface Row {
  id: number;
  user_id: number | null;
  action: string;
  resource_type: string;
  resource_id: number | null;
  ip: string | null;
  user_agent: string | null;
  created_at: string;
}

const BATCH = 500;

/** New numbers are negative at first, so that none meets an old one. */
async function chainWhatIsThere(knex: Knex): Promise<void> {
  let hash = '0'.repeat(64);
  let number = 0;
  for (let last = 0; ; ) {
    const rows: Row[] = await knex('user_activity_logs').where('id', '>', last).orderBy('id').limit(BATCH);
    if (rows.length === 0) break;
    last = Number((rows.at(-1) as Row).id);
    const values = rows.map(row => {
      hash = createHash('sha256')
        .update(`${hash}\n${canonical(row, ++number)}`)
        .digest('hex');
      return `(${Number(row.id)}, ${-number}, '${hash}')`;
    });
    await knex.raw(
      `with fresh(old, number, hash) as (values ${values.join(', ')})
       update user_activity_logs set id = fresh.number, hash = fresh.hash from fresh where user_activity_logs.id = fresh.old`,
    );
  }
  await knex('user_activity_logs')
    .where('id', '<', 0)
    .update({ id: knex.raw('-id') });
}

/** As the format was when this was written. */
function canonical(row: Row, number: number): string {
  const { action, created_at, ip, resource_type, user_agent } = row;
  const numbers = {
    resource_id: row.resource_id && Number(row.resource_id),
    user_id: row.user_id && Number(row.user_id),
  };
  return JSON.stringify({
    action,
    created_at,
    details: null,
    id: number,
    impersonator_id: null,
    ip,
    request_id: null,
    resource_id: numbers.resource_id,
    resource_type,
    session_id: null,
    user_agent,
    user_id: numbers.user_id,
    via: null,
  });
}

/** Nothing is changed; only what a signed beginning has left behind may go. */
const BEGINNING = `coalesce((select max(entry_id) from ledger_seals where kind = 'beginning'), 0)`;

const SQLITE = [
  `create trigger user_activity_logs_no_update before update on user_activity_logs
   begin select raise(abort, 'The ledger is never changed.'); end`,
  `create trigger user_activity_logs_no_delete before delete on user_activity_logs when old.id >= ${BEGINNING}
   begin select raise(abort, 'Nothing is taken out of the ledger.'); end`,
  `create trigger ledger_seals_no_update before update on ledger_seals
   begin select raise(abort, 'The seals of the ledger are never changed.'); end`,
  `create trigger ledger_seals_no_delete before delete on ledger_seals when old.entry_id >= ${BEGINNING}
   begin select raise(abort, 'Nothing is taken out of the seals of the ledger.'); end`,
];

const POSTGRES = [
  `create or replace function ledger_refuses() returns trigger language plpgsql as $$
   begin raise exception 'Nothing is changed in the ledger or taken out of it.'; end $$`,
  `create or replace function ledger_keeps_entry() returns trigger language plpgsql as $$
   begin
     if old.id >= ${BEGINNING} then raise exception 'Nothing is taken out of the ledger.'; end if;
     return old;
   end $$`,
  `create or replace function ledger_keeps_seal() returns trigger language plpgsql as $$
   begin
     if old.entry_id >= ${BEGINNING} then raise exception 'Nothing is taken out of the seals of the ledger.'; end if;
     return old;
   end $$`,
  ...['user_activity_logs', 'ledger_seals'].flatMap(table => [
    `create trigger ${table}_no_update before update on ${table} for each row execute function ledger_refuses()`,
    `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function ledger_refuses()`,
  ]),
  `create trigger user_activity_logs_no_delete before delete on user_activity_logs
   for each row execute function ledger_keeps_entry()`,
  `create trigger ledger_seals_no_delete before delete on ledger_seals for each row execute function ledger_keeps_seal()`,
];
