/** Invitations to register: made by administrators, used by many people. */
import { type Clock, instant } from '../platform/clock.ts';
import { randomBytes } from 'node:crypto';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Input } from '../platform/http/contract.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { InvitationFacts, InvitationUse, registrationEndpoints, RegistrationInvitation } from './contract.ts';
import { CLOSED_WORDS, CODE_BYTES, codeOf, spokenCode, stateOf, typedCode } from './invitation-rules.ts';
import type { InvitationRow, InvitationsRepository, ListedInvitation } from './repository/invitations.ts';

export interface InvitationsDeps {
  work: Work;
  clock: Clock;
  invitations: InvitationsRepository;
  /** Wrong tokens and codes of one address. */
  guesses: Limit;
  /** Where the links lead that an administrator sees. */
  ownBase: (from: From) => Promise<string>;
  /** Enrols somebody into what an administrator chose; what is full or not published is left out. */
  enrol: (unit: Unit, userId: number, courseIds: readonly number[]) => Promise<void>;
}

const DAY = 86_400_000;
const USES_SHOWN = 200;
const UNKNOWN = 'There is no such invitation.';

type Wish = Input<typeof registrationEndpoints.invite>['body'];
export type Invitations = ReturnType<typeof createInvitations>;

export function createInvitations(deps: InvitationsDeps) {
  const { work, clock, invitations } = deps;
  const now = () => instant(clock.now());
  return {
    async list(from: From): Promise<RegistrationInvitation[]> {
      const [rows, courses, base] = await Promise.all([invitations.list(), invitations.courses(), deps.ownBase(from)]);
      return rows.map(row =>
        shown(
          row,
          courses.filter(course => Number(course.invitation_id) === Number(row.id)),
          base,
          now(),
        ),
      );
    },
    create: (wish: Wish, actor: Actor, from: From) => create(deps, wish, actor, from),
    async uses(id: number): Promise<InvitationUse[]> {
      found(await invitations.read(id), UNKNOWN);
      return (await invitations.uses(id, USES_SHOWN)).map(({ used_at, user_id, first_name, last_name }) => ({
        used_at,
        user:
          user_id === null ? null : { id: Number(user_id), first_name: first_name ?? '', last_name: last_name ?? '' },
      }));
    },
    async revoke(id: number, actor: Actor): Promise<void> {
      found(await invitations.read(id), UNKNOWN);
      await work.run(async ({ tx, record }) => {
        if (!(await invitations.revoke(tx, id, now()))) refuse('CONFLICT', 'This invitation was taken back before.');
        await record(act('user.invitation-revoke', id, actor));
      });
    },
    /** For somebody who is about to register. */
    async check(code: string, from: From): Promise<InvitationFacts> {
      const { id, label, expires_at } = await requireOpen(deps, code, from);
      const courses = await invitations.coursesOf(Number(id));
      return { label, expires_at, courses: courses.map(course => ({ id: Number(course.id), title: course.title })) };
    },
    requireOpen: (code: string, from: From) => requireOpen(deps, code, from),
    /** Refuses when the last place went to somebody else meanwhile. */
    async takePlace({ tx }: Unit, { id }: Pick<InvitationRow, 'id'>): Promise<number> {
      const use = await invitations.takePlace(tx, Number(id), null, now());
      return use ?? closed('used up');
    },
    /** The person has come: enrols into what belongs to the invitation, and answers which one it was. */
    async settle(unit: Unit, useId: number, userId: number): Promise<number | null> {
      const settled = await invitations.settle(unit.tx, useId, userId);
      if (settled) await deps.enrol(unit, userId, settled.courseIds);
      return settled?.invitationId ?? null;
    },
    giveBack: ({ tx }: Unit, useIds: readonly number[]) => invitations.giveBack(tx, useIds),
  };
}

const act = (action: string, id: number, actor: Actor) => ({
  userId: actor.userId,
  action,
  resourceType: 'registration_invitation',
  resourceId: id,
});

async function create(
  deps: InvitationsDeps,
  { label, max_uses, days, course_ids }: Wish,
  actor: Actor,
  from: From,
): Promise<RegistrationInvitation> {
  const { work, clock, invitations } = deps;
  const courseIds = [...new Set(course_ids)];
  const at = clock.now();
  const id = await work.run(async ({ tx, record }) => {
    if (courseIds.length > 0 && (await invitations.countCourses(tx, courseIds)) < courseIds.length)
      refuse('CONFLICT', 'Choose published courses only.', { field: 'course_ids' });
    const made = {
      label,
      max_uses,
      code: codeOf(randomBytes(CODE_BYTES)),
      created_by: actor.userId,
      created_at: instant(at),
      expires_at: days === null ? null : instant(at + days * DAY),
    };
    const made_id = await invitations.insert(tx, made, courseIds);
    await record({ ...act('user.invitation-create', made_id, actor), details: { max_uses, days, courses: courseIds } });
    return made_id;
  });
  const row = found(await invitations.read(id), UNKNOWN);
  return shown(row, await invitations.coursesOf(id), await deps.ownBase(from), instant(at));
}

function shown(
  row: ListedInvitation,
  courses: readonly { id: number; title: string }[],
  base: string,
  now: string,
): RegistrationInvitation {
  const { id, label, code, max_uses, used_count, created_at, expires_at, first_name, last_name } = row;
  return {
    id: Number(id),
    label,
    code: spokenCode(code),
    url: `${base}/register?invitation=${spokenCode(code)}`,
    max_uses,
    used: used_count,
    state: stateOf(row, now),
    courses: courses.map(course => ({ id: Number(course.id), title: course.title })),
    created_by: first_name === null ? null : `${first_name} ${last_name ?? ''}`,
    created_at,
    expires_at,
  };
}

/** Codes that nobody was given are counted, so that nobody guesses one. */
async function requireOpen(
  { invitations, guesses, clock }: InvitationsDeps,
  code: string,
  from: From,
): Promise<InvitationRow> {
  await guesses.check(from.ip);
  const row = await invitations.byCode(typedCode(code));
  if (!row) {
    await guesses.count(from.ip);
    refuse('INVITATION_UNKNOWN', 'No invitation has this code. Check every letter.', { field: 'invitation' });
  }
  const state = stateOf(row, instant(clock.now()));
  if (state !== 'open') closed(state);
  return row;
}

function closed(state: keyof typeof CLOSED_WORDS): never {
  const [code, words] = CLOSED_WORDS[state];
  refuse(code, words, { field: 'invitation' });
}
