/** What people see and decide of the safety of their own account. */
import { type Clock, DAY, instant, SECOND } from '../../platform/clock.ts';
import type { Unit, Work } from '../../platform/db/work.ts';
import { found, refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { From } from '../../platform/http/routes.ts';
import type { Mail } from '../../mail/index.ts';
import type { SessionRules } from '../../sign-in-rules/contract.ts';
import type { ByPassword } from '../confirming.ts';
import type { NewPasswords } from '../new-passwords.ts';
import type { Passwords } from '../passwords.ts';
import { requireSelfOrManager, userIdOf } from '../policy.ts';
import type { Accounts } from '../repository/people.ts';
import type { ActRow, NoticeDetails, SecurityRepository } from '../repository/security.ts';
import type { SessionRow } from '../repository/sessions.ts';
import { idleMinutes, whyOver } from '../session-rules.ts';
import { lifeOf, type Sessions } from '../sessions.ts';
import type { OpenSession, SecurityAct, SecurityNotice, ThisSession } from './contract.ts';
import { deviceOf } from './device-rules.ts';

export interface OwnSecurityDeps {
  work: Work;
  clock: Clock;
  accounts: Accounts;
  sessions: Sessions;
  repository: SecurityRepository;
  passwords: Passwords;
  newPasswords: Pick<NewPasswords, 'require'>;
  mail: Pick<Mail, 'isConfigured'>;
  rules: () => Promise<SessionRules>;
  /** Whether the present password is right; wrong ones are counted. */
  byPassword: ByPassword;
  /** Mails that the password was changed. */
  tellOfPassword: (unit: Unit, userId: number, from: From) => Promise<void>;
}

/** For so long notices and acts are shown. */
const LATELY_MS = 90 * DAY;
const ACTS = 30;

export type OwnSecurity = ReturnType<typeof createOwnSecurity>;

export function createOwnSecurity(deps: OwnSecurityDeps) {
  const { work, clock, sessions, repository } = deps;
  const now = () => instant(clock.now());
  const since = () => instant(clock.now() - LATELY_MS);
  return {
    session: (actor: Actor) => thisSession(deps, actor, since()),
    async list(ref: 'me' | number, actor: Actor): Promise<OpenSession[]> {
      const id = userIdOf(ref, actor);
      requireSelfOrManager(actor, id);
      const { roles } = found(await deps.accounts.read(id), 'There is no such person.');
      const rules = await deps.rules();
      const lives = (row: SessionRow) => !whyOver(lifeOf(row), rules, roles.includes('administrator'), clock.now());
      return (await repository.open(id, now())).filter(lives).map(row => shown(row, actor.sessionId));
    },
    async end(ref: 'me' | number, sessionId: number, actor: Actor): Promise<void> {
      const id = userIdOf(ref, actor);
      requireSelfOrManager(actor, id);
      const session = await repository.session(sessionId);
      if (!session || Number(session.user_id) !== id || session.revoked_at)
        refuse('NOT_FOUND', 'There is no such session, or it has ended.');
      await work.run(async unit => {
        const own = id === actor.userId;
        await sessions.end(unit, { id: sessionId }, own ? 'signed out elsewhere' : 'signed out by an administrator');
        await unit.record({
          userId: actor.userId,
          action: 'session.end',
          resourceType: 'session',
          resourceId: sessionId,
        });
      });
    },
    endOthers: (actor: Actor): Promise<{ ended: number }> =>
      work.run(async unit => {
        const ended = await sessions.end(unit, { user_id: actor.userId }, 'signed out elsewhere', actor.sessionId);
        await unit.record({
          userId: actor.userId,
          action: 'session.end-others',
          resourceType: 'user',
          resourceId: actor.userId,
        });
        return { ended: ended.length };
      }),
    changePassword: (change: { current_password: string; password: string }, actor: Actor, from: From) =>
      changePassword(deps, change, actor, from),
    async security({ userId }: Actor) {
      const [acts, mails_new_device, by_mail, has_password] = await Promise.all([
        repository.acts(userId, since(), ACTS),
        repository.mailsNewDevice(userId),
        deps.mail.isConfigured(),
        deps.byPassword.has(userId),
      ]);
      return { has_password, by_mail, mails_new_device, acts: acts.map(act => actShown(act, userId)) };
    },
    save: ({ mails_new_device }: { mails_new_device: boolean }, { userId }: Actor): Promise<void> =>
      work.run(async ({ tx, record }) => {
        await repository.setMailsNewDevice(tx, userId, mails_new_device);
        const details = { mails_new_device };
        await record({ userId, action: 'user.told-by-mail', resourceType: 'user', resourceId: userId, details });
      }),
    putNoticeAway: (id: number, { userId }: Actor): Promise<void> =>
      work.run(async ({ tx }) => {
        if ((await repository.putNoticeAway(tx, userId, id, now())) === 0)
          refuse('NOT_FOUND', 'There is no such notice, or it was put away.');
      }),
  };
}

async function thisSession(deps: OwnSecurityDeps, actor: Actor, since: string): Promise<ThisSession> {
  const { repository, accounts } = deps;
  const rules = await deps.rules();
  const session = found(await repository.session(actor.sessionId), 'There is no such session.');
  const impersonator = actor.impersonatedBy === null ? undefined : await accounts.read(actor.impersonatedBy);
  // What concerns the person's safety is for the person, not for an administrator who looks on.
  const theirs = actor.impersonatedBy === null;
  const before =
    theirs && rules.show_last_sign_in
      ? await repository.signInBefore(actor.userId, earlier(session.created_at))
      : undefined;
  const notices = theirs ? await repository.notices(actor.userId, since) : [];
  return {
    idle_minutes: idleMinutes(rules, actor.roles.includes('administrator')),
    impersonator: impersonator ? { first_name: impersonator.first_name, last_name: impersonator.last_name } : null,
    ends_at: impersonator ? session.expires_at : null,
    last_sign_in: before
      ? { at: before.created_at, device: deviceOf(before.user_agent), address: before.ip ?? '' }
      : null,
    notices: notices.flatMap(({ id, kind, details, created_at }) => {
      const told = JSON.parse(details) as NoticeDetails;
      if (isOwnDeed(told, session)) return [];
      return {
        id: Number(id),
        kind,
        at: created_at,
        device: deviceOf(told.userAgent),
        address: told.address,
        signed_in_at: told.signedInAt,
      } satisfies SecurityNotice;
    }),
  };
}

/** Done in this session, or at this very device: whoever sees it did it. Sessions that were reused name no session. */
const isOwnDeed = ({ sessionId, userAgent, address }: NoticeDetails, session: SessionRow): boolean =>
  sessionId !== undefined &&
  (sessionId === Number(session.id) || (userAgent.slice(0, 300) === session.user_agent && address === session.ip));

/** The act of this very sign-in is written a moment before or after its session. */
const earlier = (at: string) => instant(Date.parse(at) - SECOND);

function shown(row: SessionRow, current: number): OpenSession {
  return {
    id: Number(row.id),
    device: deviceOf(row.user_agent),
    address: row.ip ?? '',
    signed_in_at: row.created_at,
    last_seen_at: row.last_seen_at,
    current: Number(row.id) === current,
    impersonated: row.impersonated_by !== null,
  };
}

function actShown(act: ActRow, userId: number): SecurityAct {
  return {
    id: Number(act.id),
    action: act.action,
    at: act.created_at,
    device: deviceOf(act.user_agent),
    address: act.ip,
    by_other: act.user_id === null || Number(act.user_id) !== userId || act.impersonator_id !== null,
  };
}

async function changePassword(
  deps: OwnSecurityDeps,
  { current_password, password }: { current_password: string; password: string },
  actor: Actor,
  from: From,
): Promise<{ ended: number }> {
  const { work, clock, accounts, sessions, passwords } = deps;
  const { userId, sessionId } = actor;
  if (!(await deps.byPassword.has(userId)))
    refuse('CONFLICT', 'This account has no password yet. Ask an administrator for a link to choose one.');
  await deps.byPassword.require(current_password, userId, from, 'current_password');
  if (password === current_password)
    refuse('VALIDATION_ERROR', 'This is the password that you have already.', { field: 'password' });
  const { email, first_name, last_name } = found(await accounts.read(userId), 'There is no such person.');
  await deps.newPasswords.require(password, { email: email ?? '', first_name, last_name });
  const hash = await passwords.hash(password);
  return work.run(async unit => {
    await accounts.setPassword(unit.tx, userId, hash, instant(clock.now()));
    // Whoever knew the old password is out.
    const ended = await sessions.end(unit, { user_id: userId }, 'password changed', sessionId);
    await sessions.confirmed(unit.tx, sessionId);
    await unit.record({ userId, action: 'user.password', resourceType: 'user', resourceId: userId });
    await deps.tellOfPassword(unit, userId, from);
    return { ended: ended.length };
  });
}
