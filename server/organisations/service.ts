import { type Clock, instant } from '../platform/clock.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Input, Page } from '../platform/http/contract.ts';
import type { ReadStandings } from '../learning/index.ts';
import type { PersonProgress } from '../learning/contract.ts';
import type {
  Member,
  Membership,
  Organisation,
  organisationEndpoints,
  OwnOrganisation,
  OwnPerson,
} from './contract.ts';
import { requireConcerned } from './policy.ts';
import type { OrganisationsRepository, PersonRow } from './repository.ts';

export interface OrganisationsDeps {
  work: Work;
  clock: Clock;
  organisations: OrganisationsRepository;
  /** Whether this is a representative: what they see ends with the role. */
  represents: (actor: Actor) => boolean;
  /** Refuses with NOT_FOUND unless there is such a person. */
  requirePerson: (userId: number) => Promise<unknown>;
  standings: ReadStandings;
  progressOf: (userId: number) => Promise<PersonProgress>;
  /** Whether people are asked if their organisation may see their progress, and who of these agreed. */
  agreed: (userIds: readonly number[]) => Promise<{ asked: boolean; agreed: ReadonlySet<number> }>;
}

type Asked<E extends keyof typeof organisationEndpoints> = Input<(typeof organisationEndpoints)[E]>;
const UNKNOWN = 'There is no such organisation.';
const NOBODY = 'There is no such person.';

export type OrganisationsService = ReturnType<typeof createOrganisationsService>;

export function createOrganisationsService(deps: OrganisationsDeps) {
  return { ...managing(deps), ...representing(deps) };
}

/** What administrators do. */
function managing(deps: OrganisationsDeps) {
  const { work, clock, organisations } = deps;
  const read = async (id: number): Promise<Organisation> => found(await organisations.read(id), UNKNOWN);
  return {
    list: (): Promise<Organisation[]> => organisations.list(),
    async create({ name, note }: Asked<'create'>['body'], actor: Actor): Promise<Organisation> {
      const id = await unlessTaken(() =>
        work.run(async ({ tx, record }) => {
          const made = await organisations.insert(tx, { name, note, at: instant(clock.now()) });
          await record(act('organisation.create', made, actor, { name }));
          return made;
        }),
      );
      return read(id);
    },
    change: (id: number, wish: Asked<'change'>['body'], actor: Actor) => change(deps, id, wish, actor),
    async members(id: number, filter: Asked<'members'>['query']): Promise<Page<Member>> {
      await read(id);
      return organisations.members(id, filter);
    },
    async addMembers(id: number, { user_ids, is_representative }: Asked<'addMembers'>['body'], actor: Actor) {
      await read(id);
      const userIds = [...new Set(user_ids)];
      return work.run(async ({ tx, record }) => {
        if ((await organisations.known(tx, userIds)).size < userIds.length) refuse('NOT_FOUND', NOBODY);
        const adding = { id, userIds, isRepresentative: is_representative, by: actor.userId, at: instant(clock.now()) };
        const { added, changed } = await organisations.addMembers(tx, adding);
        const people = [...added, ...changed];
        if (people.length > 0) await record(act('organisation.add', id, actor, { people, is_representative }));
        return { added: added.length, changed: changed.length };
      });
    },
    async removeMembers(id: number, people: readonly number[], actor: Actor): Promise<{ removed: number }> {
      await read(id);
      return work.run(async ({ tx, record }) => {
        const removed = await organisations.removeMembers(tx, id, people);
        if (removed > 0) await record(act('organisation.remove', id, actor, { people }));
        return { removed };
      });
    },
    async ofPerson(userId: number, actor: Actor): Promise<Membership[]> {
      requireConcerned(actor, userId);
      await deps.requirePerson(userId);
      return organisations.ofPerson(userId);
    },
  };
}

/** What representatives see. */
function representing(deps: OrganisationsDeps) {
  const { organisations, represents, standings, progressOf, agreed } = deps;
  const ownOne = async (id: number, actor: Actor) =>
    found(represents(actor) ? await organisations.representedOne(actor.userId, id) : undefined, UNKNOWN);
  return {
    async own(actor: Actor): Promise<OwnOrganisation[]> {
      if (!represents(actor)) return [];
      const [own, { asked }] = await Promise.all([organisations.representedBy(actor.userId), agreed([])]);
      return own.map(one => ({ ...one, asks_consent: asked }));
    },
    async people(id: number, { search, show, page, per_page }: Asked<'people'>['query'], actor: Actor) {
      await ownOne(id, actor);
      const rows = await organisations.people(id, search);
      const consent = await agreed(rows.map(row => Number(row.id)));
      const known = await standings([...consent.agreed]);
      const all = rows.map((row): OwnPerson => ({ ...named(row), standing: known.get(Number(row.id)) ?? null }));
      const chosen = all.filter(
        ({ standing }) => show === 'all' || (standing !== null && (show === 'agreed' || standing.quiet)),
      );
      return { items: chosen.slice((page - 1) * per_page, page * per_page), total: chosen.length };
    },
    async person(id: number, userId: number, actor: Actor) {
      const { name } = await ownOne(id, actor);
      const row = found(await organisations.person(id, userId), NOBODY);
      const mayBeSeen = (await agreed([userId])).agreed.has(userId);
      return { ...named(row), organisation: { id, name }, progress: mayBeSeen ? await progressOf(userId) : null };
    },
  };
}

function named({ id, since, ...names }: PersonRow) {
  return { user: { id: Number(id), ...names }, since };
}

async function change(
  { work, clock, organisations }: OrganisationsDeps,
  id: number,
  wish: Asked<'change'>['body'],
  actor: Actor,
): Promise<Organisation> {
  const before = found(await organisations.read(id), UNKNOWN);
  const { name = before.name, note = before.note, archived = before.archived_at !== null } = wish;
  const archivedAt = archived ? (before.archived_at ?? instant(clock.now())) : null;
  await unlessTaken(() =>
    work.run(async ({ tx, record }) => {
      await organisations.change(tx, id, { name, note, archived_at: archivedAt });
      await record(
        act('organisation.change', id, actor, {
          ...(name !== before.name && { name: { from: before.name, to: name } }),
          ...(note !== before.note && { note: 'changed' }),
          ...(archived !== (before.archived_at !== null) && { archived: { from: !archived, to: archived } }),
        }),
      );
    }),
  );
  return found(await organisations.read(id), UNKNOWN);
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (isUniqueViolation(cause))
      refuse('CONFLICT', 'There is an organisation of this name already.', { field: 'name', cause });
    throw cause;
  }
}

const act = (action: string, id: number, actor: Actor, details: Record<string, unknown>) => ({
  userId: actor.userId,
  action,
  resourceType: 'organisation',
  resourceId: id,
  details,
});
