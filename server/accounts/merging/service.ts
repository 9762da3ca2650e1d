/** Making two accounts of one person into one. */
import { type Clock, instant } from '../../platform/clock.ts';
import type { Unit, Work } from '../../platform/db/work.ts';
import { found, refuse } from '../../platform/errors/refusal.ts';
import type { User, UserListItem } from '../contract.ts';
import { requireAdministratorRemains } from '../policy.ts';
import type { Accounts } from '../repository/people.ts';
import type { By } from '../service.ts';
import type { Sessions } from '../sessions.ts';
import type { MergeChoice, MergePreview, Pair } from './contract.ts';
import { pairsOf } from './pair-rules.ts';
import type { MergingRepository } from './repository.ts';

export interface MergingDeps {
  work: Work;
  clock: Clock;
  accounts: Accounts;
  merging: MergingRepository;
  sessions: Pick<Sessions, 'end'>;
}

export interface MergingService {
  pairs(): Promise<Pair[]>;
  preview(keptId: number, goneId: number): Promise<MergePreview>;
  merge(keptId: number, choice: MergeChoice, by: By): Promise<User>;
}

const MOST_PAIRS = 50;

export function createMergingService(deps: MergingDeps): MergingService {
  const { accounts, merging } = deps;
  const peopleOf = async (ids: readonly number[]): Promise<Map<number, UserListItem>> => {
    const { items } = await accounts.list({
      ids,
      page: 1,
      per_page: Math.max(1, ids.length),
      sort: 'name',
      order: 'asc',
    });
    return new Map(items.map(item => [Number(item.id), item]));
  };
  return {
    async pairs() {
      const pairs = pairsOf(await merging.candidates(), MOST_PAIRS);
      const people = await peopleOf(pairs.flatMap(({ first, second }) => [first, second]));
      return pairs.flatMap(({ first, second, reason }) => {
        const [one, other] = [people.get(first), people.get(second)];
        return one && other ? [{ first: one, second: other, reason }] : [];
      });
    },
    async preview(keptId, goneId) {
      const people = await peopleOf([keptId, goneId]);
      const kept = found(people.get(keptId), 'There is no such person.');
      const gone = found(people.get(goneId), 'There is no such person.');
      return { kept, gone, moves: await merging.moves(keptId, goneId) };
    },
    merge: (keptId, choice, by) => deps.work.run(unit => merge(deps, unit, keptId, choice, by)),
  };
}

async function merge(deps: MergingDeps, unit: Unit, keptId: number, choice: MergeChoice, by: By): Promise<User> {
  const { accounts, merging, clock, sessions } = deps;
  const { tx, record, enqueue } = unit;
  const goneId = choice.other;
  if (keptId === goneId) refuse('VALIDATION_ERROR', 'Choose two different accounts.', { field: 'other' });
  if (goneId === by.userId)
    refuse('CONFLICT', 'You are signed in with this account. Keep it, and merge the other one into it.');
  const kept = found(await accounts.read(keptId, tx), 'There is no such person.');
  const gone = found(await accounts.read(goneId, tx), 'There is no such person.');
  if ((await merging.openInBoth(tx, keptId, goneId)) > 0)
    refuse('CONFLICT', 'Both accounts are in the middle of the same quiz. Let one of them hand it in first.');
  const both = [...new Set([...kept.roles, ...gone.roles])];
  const stranger = choice.roles.find(role => !both.includes(role));
  if (stranger) refuse('VALIDATION_ERROR', 'Neither of the two has this role.', { field: 'roles' });
  const administrators = await accounts.activeAdministrators(tx);
  const active = kept.is_active && choice.roles.includes('administrator');
  for (const user of [kept, gone])
    requireAdministratorRemains(user, active ? ['administrator'] : [], active, administrators);
  const at = instant(clock.now());
  await sessions.end(unit, { user_id: goneId }, 'merged');
  const courses = await merging.combine(tx, keptId, goneId);
  await merging.finish(tx, { keptId, goneId, by: by.userId, at, choice });
  await accounts.setRoles(tx, keptId, choice.roles, by.userId, at);
  // What both have done together may complete a course.
  for (const courseId of courses) await enqueue('learning.recount', { courseId });
  const details = { merged: goneId, roles: { from: kept.roles, to: choice.roles } };
  await record({ userId: by.userId, action: 'user.merge', resourceType: 'user', resourceId: keptId, details });
  return (await accounts.read(keptId, tx)) as User;
}
