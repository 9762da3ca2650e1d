/** Does what the preview showed, slice by slice; whatever interrupts it, the next run goes on with the first row that is not done. */
import { type Clock, instant } from '../../platform/clock.ts';
import type { Unit, Work } from '../../platform/db/work.ts';
import { foldEmail } from '../address-rules.ts';
import type { User } from '../contract.ts';
import type { Links } from '../links.ts';
import { insertPerson } from '../managing.ts';
import type { Accounts } from '../repository/people.ts';
import type { ImportRow, ImportedPerson, OutcomeCode } from './contract.ts';
import { othersTurn, type Running } from './looking.ts';
import type { ImportsRepository, KeptImport } from './repository/imports.ts';
import type { Present } from './row-rules.ts';
import { keptOf } from './kept.ts';

export interface ApplyingDeps {
  work: Work;
  clock: Clock;
  imports: ImportsRepository;
  accounts: Accounts;
  links: Pick<Links, 'make'>;
}

/** Rows written in one transaction: others wait for it no longer than a moment. */
const SLICE = 50;

export async function apply(deps: ApplyingDeps, id: number, running: Running): Promise<void> {
  const { figures } = await keptOf(deps, id);
  const { new: fresh, changed, unchanged, refused, skipped } = figures;
  const total = fresh + changed + unchanged + refused + skipped;
  for (let done = 0, left = true; left; ) {
    running.signal.throwIfAborted();
    const count = await deps.work.run(unit => applySlice(deps, unit, id));
    left = count === SLICE;
    done += count;
    await running.progress(Math.min(0.99, done / (total + 1)), `${done} / ${total}`);
    await othersTurn();
  }
}

/** Answers how many rows it settled: fewer than a slice when it was the last one, or when somebody takes the import back. */
async function applySlice(deps: ApplyingDeps, unit: Unit, id: number): Promise<number> {
  const { imports, clock } = deps;
  const { tx } = unit;
  const kept = await keptOf(deps, id, tx);
  if (kept.state !== 'applying') return 0;
  const rows = await imports.pending(tx, id, SLICE);
  const present = await imports.presentByEmail(
    rows.map(({ person }) => foldEmail(person.email)),
    tx,
  );
  const inviter = kept.created_by === null ? undefined : await deps.accounts.read(kept.created_by, tx);
  for (const row of rows)
    await settle(deps, unit, { kept, row, present: present.get(foldEmail(row.person.email)), inviter });
  const figures = await imports.figures(tx, id);
  const over = rows.length < SLICE;
  const ended = over ? ({ state: 'done', ended_at: instant(clock.now()), content: null } as const) : {};
  await imports.change(tx, id, { figures, ...ended });
  return rows.length;
}

interface Settling {
  kept: KeptImport;
  row: ImportRow;
  present: Present | undefined;
  inviter: User | undefined;
}

async function settle(deps: ApplyingDeps, unit: Unit, { kept, row, present, inviter }: Settling): Promise<void> {
  const { imports } = deps;
  const end = (outcome: NonNullable<ImportRow['outcome']>, reason: OutcomeCode | null = null, userId = row.user_id) =>
    imports.settle(unit.tx, row.id, outcome, reason, userId);
  const { verdict, skip, person } = row;
  if (verdict === 'refused') return void (await end('refused'));
  if (verdict === 'unchanged') return void (await end('unchanged'));
  if (skip) return void (await end('skipped', 'LEFT_OUT'));
  if (verdict === 'new') {
    if (present) return void (await end('refused', 'ADDRESS_TAKEN', null));
    const id = await insertPerson(deps, unit.tx, person, '', person.roles, kept.created_by);
    const { organization, phone } = person;
    await deps.accounts.update(unit.tx, id, { organization, phone }, instant(deps.clock.now()));
    const act = { userId: kept.created_by, action: 'user.create', resourceType: 'user', resourceId: id };
    await unit.record({ ...act, details: { import: kept.id, roles: person.roles } });
    if (kept.options.welcome === 'mail') {
      const user = (await deps.accounts.read(id, unit.tx)) as User;
      await deps.links.make(unit, user, 'invitation', { send: 'mail', base: kept.base, inviter });
    }
    return void (await end('created', null, id));
  }
  if (!present || present.id !== row.user_id) return void (await end('refused', 'PERSON_CHANGED'));
  await change(deps, unit, { kept, row, present });
  await end('updated');
}

async function change(
  { accounts, clock }: ApplyingDeps,
  unit: Unit,
  { kept, row, present }: { kept: KeptImport; row: ImportRow; present: Present },
) {
  const { person, before, user_id } = row;
  const id = user_id as number;
  const at = instant(clock.now());
  const fields = (['first_name', 'last_name', 'organization', 'phone'] as const).filter(field => field in before);
  const by = { userId: kept.created_by, resourceType: 'user', resourceId: id };
  if (fields.length > 0) {
    await accounts.update(unit.tx, id, pick(person, fields), at);
    await unit.record({ ...by, action: 'user.update', details: { import: kept.id, changed: fields } });
  }
  const added = person.roles.filter(role => !present.roles.includes(role));
  if (added.length === 0) return;
  await accounts.setRoles(unit.tx, id, [...present.roles, ...added], kept.created_by, at);
  const details = { import: kept.id, roles: { from: present.roles, to: [...present.roles, ...added] } };
  await unit.record({ ...by, action: 'user.roles', details });
}

export const pick = (person: Partial<ImportedPerson>, fields: readonly (keyof ImportedPerson)[]) =>
  Object.fromEntries(fields.map(field => [field, person[field]])) as Partial<
    Pick<ImportedPerson, 'first_name' | 'last_name' | 'organization' | 'phone'>
  >;
