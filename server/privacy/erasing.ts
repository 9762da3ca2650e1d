/** Taking a person out of the academy: what it comes to, the wish and its waiting time, and the deed. */
import { rm } from 'node:fs/promises';
import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Erased, PersonalPart } from '../platform/personal/about.ts';
import type { Erasure, ErasurePreview, PrivacySettings } from './contract.ts';
import type { Inactive } from './inactive.ts';
import type { AboutPerson } from './repository/about-person.ts';
import type { Holds } from './repository/holds.ts';
import type { PersonRow, Requests } from './repository/requests.ts';
import type { Tombstones } from './tombstones.ts';

export interface ErasingDeps {
  work: Work;
  clock: Clock;
  requests: Requests;
  about: AboutPerson;
  parts: () => readonly PersonalPart[];
  tombstones: Tombstones;
  settings(): Promise<PrivacySettings>;
  /** The academy's own number, which every backup of it bears. */
  siteKey(): Promise<string>;
  /** When a backup that is made now will be thinned out; null where none are kept. */
  backupsGoneBy(): Promise<string | null>;
  holds: Pick<Holds, 'of'>;
  inactive: Pick<Inactive, 'stillConcerned' | 'endFor'>;
}

const UNKNOWN = 'There is no such person.';
/** Accounts that are compared with the tombstones at a time. */
const SLICE = 500;

export type Erasing = ReturnType<typeof createErasing>;

export function createErasing(deps: ErasingDeps) {
  const { work, clock, requests } = deps;
  const now = () => instant(clock.now());
  const person = async (id: number) => found(await requests.person(id), UNKNOWN);
  return {
    /** Refuses with NOT_FOUND unless there is such a person. */
    requirePerson: person,
    preview: async (userId: number) => preview(deps, await person(userId)),
    async waiting(userId: number): Promise<Erasure | null> {
      const row = await requests.waiting(userId);
      if (!row) return null;
      const { asked_at, due_at, asked_by, user_id, cause } = row;
      return { asked_at, due_at, by_self: asked_by === user_id, inactive: cause === 'inactive' };
    },
    /** By the person themself: after the waiting time. */
    async ask(userId: number, confirm: string, actor: Actor): Promise<{ erased: boolean; due_at: string }> {
      const who = await person(userId);
      requireConfirmed(confirm, who);
      await requireAnotherAdministrator(deps, who);
      await requireNotHeld(deps, who);
      const waiting = await requests.waiting(userId);
      if (waiting) return { erased: false, due_at: waiting.due_at };
      const { erasure_days } = await deps.settings();
      const due_at = instant(clock.now() + erasure_days * DAY);
      await work.run(async ({ tx, enqueue, record }) => {
        await requests.addErasure(tx, {
          user_id: userId,
          asked_by: actor.userId,
          reason: null,
          cause: 'asked',
          asked_at: now(),
          due_at,
          state: 'waiting',
          ended_at: null,
        });
        await enqueue('privacy.erase-due', {}, { uniqueKey: `privacy.erase:${userId}`, runAt: due_at });
        await record({ userId: actor.userId, action: 'privacy.ask-erasure', resourceType: 'user', resourceId: userId });
      });
      return { erased: false, due_at };
    },
    /** By an administrator: at once. */
    async eraseNow(userId: number, { confirm, reason }: { confirm: string; reason: string | undefined }, actor: Actor) {
      const who = await person(userId);
      if (userId === actor.userId) refuse('CONFLICT', 'Ask for your own erasure on your page “Privacy”.');
      if (!reason) refuse('VALIDATION_ERROR', 'Say why this person is erased.', { field: 'reason' });
      requireConfirmed(confirm, who);
      await requireNotHeld(deps, who);
      await erase(deps, who, { by: actor.userId, reason });
      return { erased: true, due_at: now() };
    },
    withdraw: (userId: number, actor: Actor): Promise<void> =>
      work.run(async ({ tx, record }) => {
        if ((await requests.endErasure(tx, userId, 'withdrawn', now())) === 0) refuse('NOT_FOUND', 'No erasure waits.');
        await record({
          userId: actor.userId,
          action: 'privacy.withdraw-erasure',
          resourceType: 'user',
          resourceId: userId,
        });
      }),
    /** What is due, and what a restored backup brought back. Answers how many people were erased. */
    async eraseDue(signal: AbortSignal): Promise<number> {
      let erased = await eraseAgain(deps, signal);
      for (const { user_id, asked_by, cause } of await requests.due(now())) {
        signal.throwIfAborted();
        const who = await requests.person(user_id);
        // The only administrator of all stays until there is another one, who is held until the hold is ended.
        if (!who || (await isLastAdministrator(deps, who)) || (await deps.holds.of(user_id))) continue;
        if (cause === 'inactive' && !(await deps.inactive.stillConcerned(user_id))) {
          await deps.inactive.endFor(user_id);
          continue;
        }
        await erase(deps, who, { by: asked_by, reason: null, inactive: cause === 'inactive' });
        erased++;
      }
      return erased;
    },
  };
}

async function preview(deps: ErasingDeps, who: PersonRow): Promise<ErasurePreview> {
  const { about, parts, requests, backupsGoneBy } = deps;
  const tables = parts().flatMap(part => part.tables.map(table => ({ part: part.name, table })));
  const counted = await Promise.all(
    tables.map(async ({ part, table }) => {
      const { how } = table.erasure;
      const because = table.erasure.how === 'removed' ? null : table.erasure.because;
      return { part, table: table.table, rows: await about.count(table, who.id), how, because };
    }),
  );
  const backups = await requests.backups();
  const { first, last } = pseudonymOf(who.id);
  return {
    parts: counted.filter(({ rows }) => rows > 0),
    pseudonym: `${first} ${last}`,
    confirm: who.email,
    backups: { count: Number(backups?.n ?? 0), gone_by: await backupsGoneBy() },
    refused: (await isLastAdministrator(deps, who))
      ? 'last_administrator'
      : (await deps.holds.of(who.id))
        ? 'held'
        : null,
  };
}

const pseudonymOf = (id: number) => ({ first: 'Erased', last: `person ${id}` });

/** Backups made until then thin out by themselves; what one of them brings back is erased again. */
async function erase(
  deps: ErasingDeps,
  who: PersonRow,
  { by, reason, inactive = false }: { by: number | null; reason: string | null; inactive?: boolean },
): Promise<void> {
  const { work, clock, requests, tombstones, siteKey } = deps;
  await requireAnotherAdministrator(deps, who);
  const [key, at] = [await siteKey(), instant(clock.now())];
  const files = await work.run(async unit => {
    const ended = await requests.endErasure(unit.tx, who.id, 'done', at);
    // Somebody who was told and came back a moment ago.
    if (inactive && ended === 0) return [];
    tombstones.add(key, who);
    if (ended === 0)
      await requests.addErasure(unit.tx, {
        user_id: who.id,
        asked_by: by,
        reason,
        cause: 'asked',
        asked_at: at,
        due_at: at,
        state: 'done',
        ended_at: at,
      });
    const paths = await eraseParts(deps, unit, {
      userId: who.id,
      email: who.email,
      pseudonym: pseudonymOf(who.id),
      at,
    });
    const act = { userId: by, action: 'privacy.erase', resourceType: 'user', resourceId: who.id };
    await unit.record(inactive ? { ...act, details: { inactive } } : act);
    return paths;
  });
  for (const path of files) await rm(path, { force: true });
}

/** Accounts come last: others find a person by the address. */
async function eraseParts({ parts, about }: ErasingDeps, unit: Unit, person: Erased): Promise<string[]> {
  const isAccounts = (part: PersonalPart) => part.tables.some(({ table }) => table === 'users');
  const inOrder = parts().toSorted((one, other) => Number(isAccounts(one)) - Number(isAccounts(other)));
  const files: string[] = [];
  for (const part of inOrder) {
    files.push(...((await part.erase?.(unit, person)) ?? []));
    for (const table of part.tables) await about.erase(unit.tx, table, person.userId);
  }
  return files;
}

async function eraseAgain(deps: ErasingDeps, signal: AbortSignal): Promise<number> {
  const { requests, tombstones, siteKey } = deps;
  if (!tombstones.any()) return 0;
  const key = await siteKey();
  let erased = 0;
  for (let after = 0; ; ) {
    const accounts = await requests.accountsAfter(after, SLICE);
    const last = accounts.at(-1);
    if (!last) return erased;
    after = Number(last.id);
    for (const account of accounts.filter(one => tombstones.has(key, one))) {
      signal.throwIfAborted();
      const who = await requests.person(account.id);
      if (!who || (await isLastAdministrator(deps, who))) continue;
      await erase(deps, who, { by: null, reason: 'Erased before; a restored backup brought the person back.' });
      erased++;
    }
  }
}

async function isLastAdministrator({ requests }: ErasingDeps, who: PersonRow): Promise<boolean> {
  const isOne = Boolean(who.is_active) && Number(who.administrator) > 0;
  return isOne && (await requests.administrators()) <= 1;
}

async function requireAnotherAdministrator(deps: ErasingDeps, who: PersonRow): Promise<void> {
  if (await isLastAdministrator(deps, who))
    refuse('LAST_ADMINISTRATOR', 'This is the only active administrator. Give another person that role first.');
}

async function requireNotHeld({ holds }: ErasingDeps, { id }: PersonRow): Promise<void> {
  if (await holds.of(id))
    refuse('ACCOUNT_HELD', 'This account must be kept for now. Only administrators can end that.');
}

function requireConfirmed(confirm: string, { email }: PersonRow): void {
  if (confirm.trim().toLowerCase() !== email.toLowerCase())
    refuse('VALIDATION_ERROR', `Type ${email} to confirm.`, { field: 'confirm' });
}
