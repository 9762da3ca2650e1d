import type { Database, Tx } from '../../platform/db/database.ts';
import type { NoticeKind } from '../security/contract.ts';
import type { SessionRow } from './sessions.ts';

/** What a notice tells; JSON in the database. */
export interface NoticeDetails {
  address: string;
  userAgent: string;
  signedInAt: string | null;
  /** The session that did it, which is not told. */
  sessionId?: number | null;
}

interface NoticeRow {
  id: number;
  kind: NoticeKind;
  details: string;
  created_at: string;
}

export interface ActRow {
  id: number;
  user_id: number | null;
  action: string;
  ip: string | null;
  user_agent: string | null;
  impersonator_id: number | null;
  created_at: string;
}

/** What concerns somebody's safety, of what they did themselves. */
const OWN_ACTS = [
  'session.',
  'user.password',
  'user.join',
  'user.register',
  'user.email',
  'user.told-by-mail',
  'user.leave',
  'user.return',
  'factor.',
  'identity.',
];
/** And of what others did to their account. */
const ACTS_ON = ['user.', 'factor.'];

const ACT = 'select id, user_id, action, ip, user_agent, impersonator_id, created_at from user_activity_logs';
const begins = (names: readonly string[]) => names.map(() => 'action like ?').join(' or ');
const patterns = (names: readonly string[]) => names.map(name => `${name}%`);

export type SecurityRepository = ReturnType<typeof createSecurityRepository>;

export function createSecurityRepository(db: Database) {
  return {
    /** Sessions of a person that nobody ended, the latest first; those that are over by a rule are for the caller to leave out. */
    open: (userId: number, now: string) =>
      db.read.all<SessionRow>(
        'select * from sessions where user_id = ? and revoked_at is null and expires_at > ? order by last_seen_at desc, id desc',
        [userId, now],
      ),
    session: (id: number) => db.read.get<SessionRow>('select * from sessions where id = ?', [id]),
    /** The sign-in before the one that opened the session at `before`. */
    signInBefore: (userId: number, before: string) =>
      db.read.get<ActRow>(
        `${ACT} where user_id = ? and created_at < ? and action = 'session.sign-in' order by created_at desc, id desc limit 1`,
        [userId, before],
      ),
    async acts(userId: number, since: string, limit: number): Promise<ActRow[]> {
      const [own, others] = await Promise.all([
        db.read.all<ActRow>(
          `${ACT} where user_id = ? and created_at >= ? and (${begins(OWN_ACTS)}) order by created_at desc limit ${limit}`,
          [userId, since, ...patterns(OWN_ACTS)],
        ),
        db.read.all<ActRow>(
          `${ACT} where resource_type = 'user' and resource_id = ? and created_at >= ? and (user_id is null or user_id <> ?)
           and (${begins(ACTS_ON)}) order by created_at desc limit ${limit}`,
          [userId, since, userId, ...patterns(ACTS_ON)],
        ),
      ]);
      return [...own, ...others].toSorted((one, other) => Number(other.id) - Number(one.id)).slice(0, limit);
    },
    notices: (userId: number, since: string) =>
      db.read.all<NoticeRow>(
        'select id, kind, details, created_at from security_notices where user_id = ? and created_at >= ? and seen_at is null order by id desc',
        [userId, since],
      ),
    insertNotice: (tx: Tx, userId: number, kind: NoticeKind, details: NoticeDetails, at: string) =>
      tx('security_notices').insert({ user_id: userId, kind, details: JSON.stringify(details), created_at: at }),
    putNoticeAway: (tx: Tx, userId: number, id: number, at: string) =>
      tx('security_notices').where({ id, user_id: userId }).whereNull('seen_at').update({ seen_at: at }),
    /** How the person stands to a device: has none yet, knows this one, or does not. Notes it. */
    async meet(tx: Tx, userId: number, mark_hash: string, at: string): Promise<'first' | 'known' | 'new'> {
      const known = await tx('known_devices').where({ user_id: userId }).select<{ mark_hash: string }[]>('mark_hash');
      await tx('known_devices')
        .insert({ user_id: userId, mark_hash, first_seen_at: at, last_seen_at: at })
        .onConflict(['user_id', 'mark_hash'])
        .merge(['last_seen_at']);
      if (known.length === 0) return 'first';
      return known.some(one => one.mark_hash === mark_hash) ? 'known' : 'new';
    },
    mailsNewDevice: async (userId: number) =>
      Boolean(
        (
          await db.read.get<{ mails: number | boolean }>('select mails_new_device as mails from users where id = ?', [
            userId,
          ])
        )?.mails,
      ),
    setMailsNewDevice: (tx: Tx, userId: number, mails_new_device: boolean) =>
      tx('users').where({ id: userId }).update({ mails_new_device }),
  };
}
