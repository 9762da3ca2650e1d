/** Telling people what happened around the safety of their account: at their next sign-in, and by mail where the academy sends it. */
import { type Clock, instant } from '../../platform/clock.ts';
import { sha256 } from '../../platform/crypto/secrets.ts';
import { contextNow } from '../../platform/context.ts';
import type { Unit } from '../../platform/db/work.ts';
import type { From } from '../../platform/http/routes.ts';
import type { Mail } from '../../mail/index.ts';
import { linkBase } from '../link-rules.ts';
import type { LinksDeps } from '../links.ts';
import type { Accounts } from '../repository/people.ts';
import type { NoticeDetails, SecurityRepository } from '../repository/security.ts';
import type { OnOpened, OnReuse } from '../sessions.ts';
import { deviceInWords, deviceOf, markOf } from './device-rules.ts';

export interface TellingDeps extends Pick<LinksDeps, 'site' | 'addresses'> {
  accounts: Accounts;
  repository: SecurityRepository;
  mail: Mail;
  clock: Clock;
}

export interface Telling {
  onReuse: OnReuse;
  onOpened: OnOpened;
  /** A factor was added or removed by the person, or all were removed by somebody else. */
  onFactors(unit: Unit, userId: number, kind: 'factors-changed' | 'factors-reset'): Promise<void>;
}

export function createTelling(deps: TellingDeps): Telling {
  const { repository, clock } = deps;
  return {
    async onReuse(unit, session, from) {
      const userId = Number(session.user_id);
      const details = {
        address: session.ip ?? '',
        userAgent: session.user_agent ?? '',
        signedInAt: session.created_at,
      };
      await repository.insertNotice(unit.tx, userId, 'session-reused', details, instant(clock.now()));
      await unit.record({
        userId,
        action: 'session.reused',
        resourceType: 'session',
        resourceId: Number(session.id),
      });
      await mailTo(deps, unit, userId, 'session-reused', details, from);
    },
    async onOpened(unit, { userId, client, from }, sessionId) {
      const at = instant(clock.now());
      const mark = sha256(markOf(deviceOf(from.userAgent), client));
      if ((await repository.meet(unit.tx, userId, mark, at)) !== 'new') return;
      const details = { address: from.ip, userAgent: from.userAgent, signedInAt: null, sessionId };
      await repository.insertNotice(unit.tx, userId, 'new-device', details, at);
      if (await repository.mailsNewDevice(userId)) await mailTo(deps, unit, userId, 'new-device', details, from);
    },
    async onFactors(unit, userId, kind) {
      const { ip, userAgent, sessionId } = contextNow();
      // Where somebody else did it, their device is none of the person's business.
      const who = kind === 'factors-changed' ? { address: ip ?? '', userAgent: userAgent ?? '' } : NOWHERE;
      const details = { ...who, signedInAt: null, sessionId };
      await repository.insertNotice(unit.tx, userId, kind, details, instant(clock.now()));
      const post = await postOf(deps, unit, userId, '');
      if (post)
        await deps.mail.send(unit, { to: post.to, template: kind, values: { name: post.name, link: post.base } });
    },
  };
}

const NOWHERE = { address: '', userAgent: '' };

/** To whom a mail goes and where its links lead; null where none is sent. */
async function postOf({ accounts, mail, site, addresses }: TellingDeps, { tx }: Unit, userId: number, origin: string) {
  const user = await accounts.read(userId, tx);
  if (!user?.email || !(await mail.isConfigured())) return null;
  const { publicAddress, language } = await site();
  const base = linkBase({ origin, publicAddress, known: addresses(), trusted: false });
  const { email: address, first_name: name, last_name } = user;
  return { to: { address, name: `${name} ${last_name}`, userId }, name, base, language };
}

async function mailTo(
  deps: TellingDeps,
  unit: Unit,
  userId: number,
  kind: 'session-reused' | 'new-device',
  details: NoticeDetails,
  from: From,
): Promise<void> {
  const post = await postOf(deps, unit, userId, from.origin);
  if (!post) return;
  const { to, name, base, language } = post;
  const values = {
    name,
    device: deviceInWords(deviceOf(details.userAgent), language),
    address: details.address,
    time: inWords(details.signedInAt ?? instant(deps.clock.now()), language),
    link: `${base}/me/security`,
  };
  await deps.mail.send(unit, { to, template: kind, values });
}

const inWords = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(at),
  );
