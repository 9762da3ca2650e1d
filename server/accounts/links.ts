/** One-time links: with them somebody chooses a password, whether or not the academy sends mail. */
import { type Clock, DAY, instant } from '../platform/clock.ts';
import { randomToken, sha256 } from '../platform/crypto/secrets.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { Mail } from '../mail/index.ts';
import type { Client, LinkFacts, LinkPurpose, MadeLink, Me, OpenLink, User } from './contract.ts';
import { addressOfLink, LIFE_MS, linkBase, TROUBLE_WORDS, whyClosed } from './link-rules.ts';
import type { Passwords } from './passwords.ts';
import type { NewPasswords } from './new-passwords.ts';
import type { LinkRow, LinksRepository } from './repository/links.ts';
import type { Accounts } from './repository/people.ts';
import { type Entry, requireActive } from './entry.ts';
import type { SignInOutcome } from './service.ts';
import type { Sessions } from './sessions.ts';

/** What the academy says of itself where somebody cannot get in. */
export interface SiteForLinks {
  publicAddress: string;
  language: 'en' | 'es';
  support: string;
}

export interface LinksDeps {
  work: Work;
  clock: Clock;
  accounts: Accounts;
  links: LinksRepository;
  sessions: Sessions;
  passwords: Passwords;
  newPasswords: NewPasswords;
  entry: Entry;
  mail: Mail;
  site: () => Promise<SiteForLinks>;
  /** Addresses of this machine, the likeliest first. */
  addresses: () => readonly { url: string; host: string; kind: string }[];
  limits: {
    /** Wrong tokens of one address. */
    token: Limit;
    /** Asking for a new password: by e-mail address, and by where it comes from. */
    forgotten: Limit;
    forgottenFrom: Limit;
  };
  me: (userId: number) => Promise<Me>;
}

export interface NewPassword {
  token: string;
  password: string;
  first_name?: string | undefined;
  last_name?: string | undefined;
  client: Client;
  notice?: number | undefined;
}

export type Links = ReturnType<typeof createLinks>;

export function createLinks(deps: LinksDeps) {
  const { work, clock, accounts, links, mail } = deps;
  const now = () => instant(clock.now());
  return {
    /** Inside the caller's transaction. Older links of the person stop working. */
    make: (unit: Unit, user: User, purpose: LinkPurpose, delivery: Delivery) =>
      make(deps, unit, user, purpose, delivery),
    create: (
      id: number,
      wish: { purpose: LinkPurpose; send: 'link' | 'mail' },
      actor: Actor,
      from: From,
    ): Promise<MadeLink> =>
      work.run(async unit => {
        const user = found(await accounts.read(id, unit.tx), 'There is no such person.');
        if (!user.is_active) refuse('CONFLICT', 'This account is suspended. Reactivate it first.');
        if (wish.purpose === 'invitation' && !user.invited)
          refuse('CONFLICT', 'This person has a password already. Make a link for a new password instead.');
        const inviter = await accounts.read(actor.userId, unit.tx);
        return make(deps, unit, user, wish.purpose, { send: wish.send, actor, from, inviter });
      }),
    async list(id: number): Promise<OpenLink[]> {
      found(await accounts.read(id), 'There is no such person.');
      return (await links.open(id, now())).map(({ id: link, purpose, created_at, expires_at }) => ({
        id: Number(link),
        purpose,
        created_at,
        expires_at,
      }));
    },
    async revoke(id: number, linkId: number, actor: Actor): Promise<void> {
      await work.run(async ({ tx, record }) => {
        const count = await links.revoke(tx, { user_id: id, id: linkId }, now());
        if (count === 0) refuse('NOT_FOUND', 'There is no such link, or it does not work any more.');
        await record({ userId: actor.userId, action: 'user.link-revoke', resourceType: 'user', resourceId: id });
      });
    },
    async check(token: string, from: From): Promise<LinkFacts> {
      const link = await requireOpen(deps, token, from);
      const user = found(await accounts.read(link.user_id), TROUBLE_WORDS.LINK_UNKNOWN);
      const { first_name, last_name } = user;
      return { purpose: link.purpose, first_name, last_name, email: user.email ?? '', expires_at: link.expires_at };
    },
    use: (body: NewPassword, from: From) => use(deps, body, from),
    forgot: (email: string, from: From) => forgot(deps, email, from),
    /** What the job of a forgotten password does: nothing for an address that nobody has. */
    async mailForgotten({ email, base }: { email: string; base: string }): Promise<void> {
      const account = await accounts.byEmail(email);
      if (!account?.is_active || !(await mail.isConfigured())) return;
      await work.run(async unit => {
        const user = await accounts.read(account.id, unit.tx);
        if (user) await make(deps, unit, user, user.invited ? 'invitation' : 'password', { send: 'mail', base });
      });
    },
    removeOld: () => work.run(({ tx }) => links.removeOld(tx, instant(clock.now() - 30 * DAY))),
  };
}

/** By an administrator who is there, or by the academy itself for somebody who forgot the password. */
type Delivery =
  | { send: 'link' | 'mail'; actor: Actor; from: From; inviter: User | undefined }
  | { send: 'mail'; base: string; inviter?: User | undefined };

async function make(
  deps: LinksDeps,
  unit: Unit,
  user: User,
  purpose: LinkPurpose,
  delivery: Delivery,
): Promise<MadeLink> {
  const { clock, links, mail, addresses } = deps;
  const site = await deps.site();
  const [at, token] = [clock.now(), randomToken()];
  const expires_at = instant(at + LIFE_MS[purpose]);
  const actorId = 'actor' in delivery ? delivery.actor.userId : null;
  await links.revoke(unit.tx, { user_id: user.id }, instant(at));
  const id = await links.insert(unit.tx, {
    user_id: user.id,
    purpose,
    token_hash: sha256(token),
    created_by: actorId,
    created_at: instant(at),
    expires_at,
  });
  await unit.record({ userId: actorId, action: `user.link-${purpose}`, resourceType: 'user', resourceId: user.id });
  const base =
    'base' in delivery
      ? delivery.base
      : linkBase({
          origin: delivery.from.origin,
          publicAddress: site.publicAddress,
          known: addresses(),
          trusted: true,
        });
  const link = addressOfLink(base, token);
  if (delivery.send === 'link') return { id, purpose, url: link, expires_at, sent_to: null };
  const inviter = 'inviter' in delivery && delivery.inviter ? fullName(delivery.inviter) : '';
  const values = { name: user.first_name, link, until: inWords(expires_at, site.language), inviter };
  const to = { address: user.email ?? '', name: fullName(user), userId: user.id };
  await mail.send(unit, { to, template: purpose, values });
  // What is on its way to the person is not shown to anybody else.
  return { id, purpose, url: null, expires_at, sent_to: user.email };
}

const fullName = ({ first_name, last_name }: Pick<User, 'first_name' | 'last_name'>) => `${first_name} ${last_name}`;

const inWords = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(at),
  );

/** Refuses with the reason why the link does not work; tokens that nobody was given are counted. */
async function requireOpen({ links, clock, limits }: LinksDeps, token: string, from: From): Promise<LinkRow> {
  await limits.token.check(from.ip);
  const link = await links.byToken(sha256(token));
  const trouble = whyClosed(link, instant(clock.now()));
  if (trouble === 'LINK_UNKNOWN') await limits.token.count(from.ip);
  if (trouble) refuse(trouble, TROUBLE_WORDS[trouble]);
  return link as LinkRow;
}

async function use(deps: LinksDeps, body: NewPassword, from: From): Promise<SignInOutcome> {
  const { work, clock, accounts, links, sessions, passwords, entry, me } = deps;
  const link = await requireOpen(deps, body.token, from);
  const person = found(await accounts.read(Number(link.user_id)), TROUBLE_WORDS.LINK_UNKNOWN);
  const { first_name: first = person.first_name, last_name: last = person.last_name } = body;
  await deps.newPasswords.require(body.password, { email: person.email, first_name: first, last_name: last });
  const passwordHash = await passwords.hash(body.password);
  const userId = Number(link.user_id);
  const { tokens, waiting } = await work.run(async unit => {
    const { tx, record } = unit;
    const at = instant(clock.now());
    const user = found(await accounts.read(userId, tx), TROUBLE_WORDS.LINK_UNKNOWN);
    await requireActive(accounts, user, tx);
    if (!(await links.use(tx, link.id, at))) refuse('LINK_USED', TROUBLE_WORDS.LINK_USED);
    await accounts.setPassword(tx, userId, passwordHash, at);
    const { first_name, last_name } = body;
    if (link.purpose === 'invitation') await accounts.update(tx, userId, { first_name, last_name }, at);
    // Whoever knew the old password is out.
    await sessions.end(unit, { user_id: userId }, 'password changed');
    const action = link.purpose === 'invitation' ? 'user.join' : 'user.password';
    await record({ userId, action, resourceType: 'user', resourceId: userId });
    if (link.purpose === 'password') await tellOfChange(deps, unit, user, from);
    // The link proves no more than a password would: a second factor is asked for all the same.
    return entry.completeSignIn(unit, { userId, client: body.client, from, proof: 'link', notice: body.notice });
  });
  return tokens ? { tokens, user: await me(userId) } : { user: null, waiting };
}

type TellingDeps = Pick<LinksDeps, 'mail' | 'site' | 'addresses'>;

/** By mail, where the academy sends it, that the password is another one. */
export async function tellOfChange(
  { mail, site, addresses }: TellingDeps,
  unit: Unit,
  user: User,
  from: From,
): Promise<void> {
  if (!(await mail.isConfigured())) return;
  const { publicAddress } = await site();
  const link = linkBase({ origin: from.origin, publicAddress, known: addresses(), trusted: false });
  const to = { address: user.email ?? '', name: fullName(user), userId: user.id };
  await mail.send(unit, { to, template: 'password-changed', values: { name: user.first_name, link } });
}

/** The same answer, work and time for every address: whether somebody has it is looked up by a job, later. */
async function forgot(deps: LinksDeps, email: string, from: From): Promise<{ by_mail: boolean; support: string }> {
  const { limits, mail, site, addresses, work } = deps;
  const { publicAddress, support } = await site();
  const key = email.toLowerCase();
  await limits.forgottenFrom.check(from.ip);
  await limits.forgottenFrom.count(from.ip);
  if (!(await mail.isConfigured())) return { by_mail: false, support };
  await limits.forgotten.check(key);
  await limits.forgotten.count(key);
  const base = linkBase({ origin: from.origin, publicAddress, known: addresses(), trusted: false });
  await work.run(({ enqueue }) => enqueue('accounts.forgotten', { email, base }));
  return { by_mail: true, support };
}
