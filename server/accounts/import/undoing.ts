/** Takes an import back: people whom nobody has met yet go, what was changed and not touched since is put back. */
import { type Clock, instant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Unit, Work } from '../../platform/db/work.ts';
import { foldEmail } from '../address-rules.ts';
import type { Role } from '../contract.ts';
import type { Accounts } from '../repository/people.ts';
import { pick } from './applying.ts';
import type { ImportedPerson, ImportRow, OutcomeCode } from './contract.ts';
import { othersTurn, type Running } from './looking.ts';
import type { ImportsRepository } from './repository/imports.ts';
import type { Present } from './row-rules.ts';
import { wordsOfOutcome } from './outcome-rules.ts';
import { keptOf } from './kept.ts';

export interface UndoingDeps {
  work: Work;
  clock: Clock;
  imports: ImportsRepository;
  accounts: Accounts;
}

export interface UndoPreview {
  removed: number;
  restored: number;
  /** What stays as it is, with the reason. */
  kept: { line: number; name: string; reason: string; code: OutcomeCode }[];
}

type Decision =
  | { outcome: 'removed' | 'restored'; reason: null; fields: (keyof ImportedPerson)[]; roles: Role[] | null }
  | { outcome: 'kept'; reason: OutcomeCode };

const SLICE = 50;
/** Reasons that are told one by one. */
const TOLD = 200;

export async function lookedBack({ imports }: Pick<UndoingDeps, 'imports'>, id: number): Promise<UndoPreview> {
  const preview: UndoPreview = { removed: 0, restored: 0, kept: [] };
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = await imports.applied(id, before, SLICE);
    for (const row of rows) {
      const decision = await decide(imports, undefined, row);
      if (decision.outcome !== 'kept') preview[decision.outcome]++;
      else if (preview.kept.length < TOLD)
        preview.kept.push({
          line: row.line,
          name: nameOf(row),
          reason: wordsOfOutcome(decision.reason) ?? '',
          code: decision.reason,
        });
    }
    if (rows.length < SLICE) return preview;
    before = rows.at(-1)?.id ?? 0;
  }
}

const nameOf = ({ person }: ImportRow) => `${person.first_name} ${person.last_name}`.trim();

export async function undo(deps: UndoingDeps, id: number, running: Running): Promise<void> {
  const { figures } = await keptOf(deps, id);
  const total = (figures.outcomes['created'] ?? 0) + (figures.outcomes['updated'] ?? 0);
  for (let done = 0, left = true; left; ) {
    running.signal.throwIfAborted();
    const count = await deps.work.run(unit => undoSlice(deps, unit, id));
    left = count === SLICE;
    done += count;
    await running.progress(Math.min(0.99, done / (total + 1)), `${done} / ${total}`);
    await othersTurn();
  }
}

async function undoSlice(deps: UndoingDeps, unit: Unit, id: number): Promise<number> {
  const { imports, clock } = deps;
  const { tx } = unit;
  const kept = await keptOf(deps, id, tx);
  if (kept.state !== 'undoing') return 0;
  const rows = await imports.applied(id, Number.MAX_SAFE_INTEGER, SLICE, tx);
  for (const row of rows) {
    const decision = await decide(imports, tx, row);
    if (decision.outcome !== 'kept') await takeBack(deps, unit, kept.created_by, row, decision);
    const userId = decision.outcome === 'removed' ? null : row.user_id;
    await imports.settle(tx, row.id, decision.outcome, decision.reason, userId);
  }
  const over = rows.length < SLICE;
  const ended = over ? ({ state: 'undone', ended_at: instant(clock.now()), content: null } as const) : {};
  await imports.change(tx, id, { figures: await imports.figures(tx, id), ...ended });
  return rows.length;
}

const STAYS = { gone: 'GONE', 'signed-in': 'SIGNED_IN', learning: 'LEARNING' } as const;

async function decide(imports: ImportsRepository, tx: Tx | undefined, row: ImportRow): Promise<Decision> {
  const { outcome, user_id, person, before } = row;
  if (outcome === 'created') {
    const life = await imports.lifeOf(user_id ?? 0, tx);
    return life === null
      ? { outcome: 'removed', reason: null, fields: [], roles: null }
      : { outcome: 'kept', reason: STAYS[life] };
  }
  const present = (await imports.presentByEmail([foldEmail(person.email)], tx)).get(foldEmail(person.email));
  if (present?.id !== user_id) return { outcome: 'kept', reason: STAYS.gone };
  const fields = (['first_name', 'last_name', 'organization', 'phone'] as const).filter(
    field => field in before && present[field] === person[field],
  );
  const roles = before.roles ? without(present, person.roles, before.roles) : null;
  return fields.length > 0 || roles !== null
    ? { outcome: 'restored', reason: null, fields, roles }
    : { outcome: 'kept', reason: 'CHANGED_SINCE' };
}

/** The roles without those that the import added; null when that changes nothing or leaves none. */
function without(present: Present, imported: readonly Role[], before: readonly Role[]): Role[] | null {
  const left = present.roles.filter(role => before.includes(role) || !imported.includes(role));
  return left.length === 0 || left.length === present.roles.length ? null : left;
}

async function takeBack(
  { imports, accounts, clock }: UndoingDeps,
  { tx, record }: Unit,
  userId: number | null,
  row: ImportRow,
  decision: Exclude<Decision, { outcome: 'kept' }>,
): Promise<void> {
  const id = row.user_id as number;
  const at = instant(clock.now());
  if (decision.outcome === 'removed') {
    await imports.removePerson(tx, id);
    return record({ userId, action: 'user.remove', resourceType: 'user', resourceId: id });
  }
  if (decision.fields.length > 0) await accounts.update(tx, id, pick(row.before, decision.fields), at);
  if (decision.roles) await accounts.setRoles(tx, id, decision.roles, userId, at);
  const action = decision.roles ? 'user.roles' : 'user.update';
  await record({ userId, action, resourceType: 'user', resourceId: id });
}
