/** Changing one's address: confirmed at the old and the new one, called off at either. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { Registrar } from '../accounts/index.ts';
import type { User } from '../accounts/contract.ts';
import { type AddressLinks, linkOver } from './address-links.ts';
import { CHANGE_LIFE, domainOf, missingOf } from './change-rules.ts';
import type { EmailChange, EmailChangeFacts, EmailSide, OwnEmail } from './contract.ts';
import type { Mails } from './mails.ts';
import type { AddressLinkRow, ChangeRow, WaitingRepository } from './repository/waiting.ts';

export interface EmailChangeDeps {
  work: Work;
  clock: Clock;
  registrar: Registrar;
  waiting: WaitingRepository;
  links: AddressLinks;
  mails: Mails;
  /** Mails about changes that one person asks for. */
  asked: Limit;
}

const NOBODY = 'There is no such person.';
const PURPOSES = ['change-old', 'change-new'] as const;

export type EmailChanges = ReturnType<typeof createEmailChanges>;

export function createEmailChanges(deps: EmailChangeDeps) {
  const { work, clock, waiting, mails, links } = deps;
  const now = () => instant(clock.now());
  return {
    own: (actor: Actor) => own(deps, actor),
    async ask(email: string, actor: Actor, from: From): Promise<OwnEmail> {
      await ask(deps, email, actor, from);
      return own(deps, actor);
    },
    async resend(actor: Actor, from: From): Promise<OwnEmail> {
      const change = await waitingChange(deps, actor.userId);
      if (!change) refuse('NOT_FOUND', 'No change of your address is waiting.');
      await count(deps, actor);
      const base = await deps.registrar.linkBase(from);
      await work.run(({ enqueue }) => enqueue('registration.mail-change', { id: Number(change.id), base }));
      return own(deps, actor);
    },
    async waitingOf(userId: number): Promise<{ pending: EmailChange | null }> {
      found(await deps.registrar.read(userId), NOBODY);
      const change = await waitingChange(deps, userId);
      return { pending: change ? shown(change) : null };
    },
    handOut: (userId: number, by: Actor, from: From) => handOut(deps, userId, by, from),
    async cancel(actor: Actor): Promise<OwnEmail> {
      await work.run(async unit => {
        const ended = await waiting.endChanges(unit.tx, actor.userId, 'cancelled', now());
        if (ended > 0) await unit.record(act('user.email-cancel', actor.userId));
      });
      return own(deps, actor);
    },
    async check(token: string, from: From): Promise<EmailChangeFacts> {
      const link = await links.requireOpen(token, PURPOSES, from);
      return work.run(async ({ tx }) => {
        const { change, user } = await standing(deps, tx, link);
        const { old_email, new_email, expires_at } = change;
        const missing = missingOf(change);
        return { side: sideOf(link), first_name: user.first_name, old_email, new_email, missing, expires_at };
      });
    },
    confirm: (token: string, from: From) => confirm(deps, token, from),
    async refuse(token: string, signOut: boolean, from: From): Promise<{ ended_sessions: number }> {
      const link = await links.requireOpen(token, PURPOSES, from);
      return work.run(async unit => {
        const { user } = await standing(deps, unit.tx, link);
        await links.use(unit, link);
        await waiting.endChanges(unit.tx, user.id, 'cancelled', now());
        // The new address may be a stranger's: it calls the change off and does nothing else.
        const ended = signOut && sideOf(link) === 'old' ? await deps.registrar.signOut(unit, user.id) : 0;
        await unit.record({ ...act('user.email-cancel', user.id), details: { ended_sessions: ended } });
        return { ended_sessions: ended };
      });
    },
    /** What the job of a change does: only here is it looked up whether somebody has the new address. */
    async mailLinks({ id, base }: { id: number; base: string }): Promise<void> {
      if (await mails.isConfigured()) await work.run(unit => mailLinks(deps, unit, id, base));
    },
  };
}

const sideOf = ({ purpose }: AddressLinkRow): EmailSide => (purpose === 'change-old' ? 'old' : 'new');

const act = (action: string, userId: number) => ({ userId, action, resourceType: 'user', resourceId: userId });

/** A change whose old address is no longer the person's was overtaken by an administrator. */
async function waitingChange(deps: EmailChangeDeps, userId: number): Promise<ChangeRow | undefined> {
  const change = await deps.waiting.openChange(userId, instant(deps.clock.now()));
  const user = await deps.registrar.read(userId);
  return change && change.old_email === user?.email ? change : undefined;
}

const shown = (change: ChangeRow): EmailChange => ({
  new_email: change.new_email,
  created_at: change.created_at,
  expires_at: change.expires_at,
  missing: missingOf(change),
});

async function own(deps: EmailChangeDeps, { userId }: Actor): Promise<OwnEmail> {
  const user = found(await deps.registrar.read(userId), NOBODY);
  const change = await waitingChange(deps, userId);
  return { email: user.email ?? '', by_mail: await deps.mails.isConfigured(), pending: change ? shown(change) : null };
}

async function count({ asked }: EmailChangeDeps, { userId }: Actor): Promise<void> {
  await asked.check(String(userId));
  await asked.count(String(userId));
}

async function ask(deps: EmailChangeDeps, email: string, actor: Actor, from: From): Promise<void> {
  const { work, clock, waiting, registrar, mails } = deps;
  const byMail = await mails.isConfigured();
  const user = found(await registrar.read(actor.userId), NOBODY);
  const old = user.email ?? '';
  if (registrar.fold(email) === registrar.fold(old))
    refuse('CONFLICT', 'This is your address already.', { field: 'email' });
  await count(deps, actor);
  const base = await registrar.linkBase(from);
  const now = clock.now();
  await work.run(async unit => {
    await waiting.endChanges(unit.tx, user.id, 'replaced', instant(now));
    const id = await waiting.insertChange(unit.tx, {
      user_id: user.id,
      old_email: old,
      new_email: email,
      created_at: instant(now),
      expires_at: instant(now + CHANGE_LIFE),
    });
    await unit.record({ ...act('user.email-ask', user.id), details: domains(old, email) });
    if (byMail) await unit.enqueue('registration.mail-change', { id, base });
  });
}

/** The ledger is kept long and read by many: it names the domains, not the addresses. */
const domains = (old: string, next: string) => ({ domain: { from: domainOf(old), to: domainOf(next) } });

/** The change of a link and whose it is, unless it is over. */
async function standing(
  { waiting, registrar }: EmailChangeDeps,
  tx: Unit['tx'],
  link: AddressLinkRow,
): Promise<{ change: ChangeRow; user: User }> {
  const change = await waiting.change(tx, Number(link.change_id));
  const user = change && (await registrar.read(Number(change.user_id), tx));
  if (!change || change.ended_at || !user || user.email !== change.old_email) return linkOver();
  return { change, user };
}

async function confirm(deps: EmailChangeDeps, token: string, from: From): Promise<{ missing: EmailSide[] }> {
  const { work, clock, links, waiting, registrar } = deps;
  const link = await links.requireOpen(token, PURPOSES, from);
  const base = await registrar.linkBase(from);
  return work.run(async unit => {
    const at = instant(clock.now());
    const { user } = await standing(deps, unit.tx, link);
    await links.use(unit, link);
    // Written before it is read: of two who confirm at the same moment the second one sees both.
    await waiting.confirmChange(unit.tx, Number(link.change_id), sideOf(link), at);
    const { change } = await standing(deps, unit.tx, link);
    const missing = missingOf(change);
    if (missing.length === 0) await carryOut(deps, unit, change, user, base);
    return { missing };
  });
}

async function carryOut(deps: EmailChangeDeps, unit: Unit, change: ChangeRow, user: User, base: string): Promise<void> {
  const { registrar, waiting, mails, clock } = deps;
  const { old_email, new_email } = change;
  await registrar.changeEmail(unit, user.id, new_email);
  await waiting.endChanges(unit.tx, user.id, 'done', instant(clock.now()));
  await unit.record({ ...act('user.email', user.id), details: domains(old_email, new_email) });
  if (!(await mails.isConfigured())) return;
  for (const email of [old_email, new_email])
    await mails.changed(unit, { ...user, email, address: new_email }, user.id, base);
}

/** The administrator knows the person, which stands for the old address; whoever follows the link stands for the new one. */
async function handOut(deps: EmailChangeDeps, userId: number, by: Actor, from: From) {
  const { work, clock, waiting, registrar, links } = deps;
  found(await registrar.read(userId), NOBODY);
  const change = await waitingChange(deps, userId);
  if (!change) return refuse('NOT_FOUND', 'No change of the address of this person is waiting.');
  const owner = await registrar.idOf(change.new_email);
  if (owner !== undefined && owner !== userId) refuse('EMAIL_TAKEN', 'There is an account with this address already.');
  const base = await registrar.linkBase(from, true);
  return work.run(async unit => {
    const id = Number(change.id);
    await waiting.confirmChange(unit.tx, id, 'old', instant(clock.now()));
    const { link, until } = await links.make(unit, 'change-new', { change_id: id }, base);
    await unit.record({ ...act('user.email-link', userId), userId: by.userId });
    return { url: link, new_email: change.new_email, expires_at: until };
  });
}

async function mailLinks(deps: EmailChangeDeps, unit: Unit, id: number, base: string): Promise<void> {
  const { waiting, registrar, links, mails, clock } = deps;
  const change = await waiting.change(unit.tx, id);
  const user = change && (await registrar.read(Number(change.user_id), unit.tx));
  if (!change || change.ended_at || !user || user.email !== change.old_email) return;
  if (change.expires_at <= instant(clock.now())) return;
  const { old_email, new_email } = change;
  const missing = missingOf(change);
  const about = { change_id: id };
  if (missing.includes('old')) {
    const made = await links.make(unit, 'change-old', about, base);
    await mails.change(unit, 'old', { ...user, email: old_email, other: new_email }, made);
  }
  if (!missing.includes('new')) return;
  if ((await registrar.idOf(new_email)) !== undefined) return void (await mails.accountExists(unit, new_email, base));
  const made = await links.make(unit, 'change-new', about, base);
  await mails.change(unit, 'new', { ...user, email: new_email, other: old_email }, made);
}
