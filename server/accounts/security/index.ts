import type { Database } from '../../platform/db/database.ts';
import type { Log } from '../../platform/logging/log.ts';
import type { SessionRules } from '../../sign-in-rules/contract.ts';
import type { ByPassword } from '../confirming.ts';
import { type LinksDeps, tellOfChange } from '../links.ts';
import { createSecurityRepository } from '../repository/security.ts';
import type { SessionsRepository } from '../repository/sessions.ts';
import type { AccountsDeps } from '../service.ts';
import { watchSessions } from '../watch.ts';
import { createImpersonation } from './impersonation.ts';
import { createOwnSecurity } from './own.ts';
import { securityRoutes } from './routes.ts';
import { createTelling, type Telling } from './telling.ts';

type Post = Pick<LinksDeps, 'mail' | 'site' | 'addresses'>;

/** Before the sessions, which tell of what happens to them. */
export function buildTelling(db: Database, parts: Post & Pick<AccountsDeps, 'accounts' | 'clock'>): Telling {
  return createTelling({ ...parts, repository: createSecurityRepository(db) });
}

export interface SecurityDeps extends Omit<AccountsDeps, 'rules'>, Pick<LinksDeps, 'me'> {
  db: Database;
  log: Log;
  post: Post;
  sessionRules: () => Promise<SessionRules>;
  sessionsRepository: SessionsRepository;
  byPassword: ByPassword;
}

export function buildSecurity({ db, log, post, sessionRules, sessionsRepository, ...deps }: SecurityDeps) {
  const own = createOwnSecurity({
    ...deps,
    repository: createSecurityRepository(db),
    mail: post.mail,
    rules: sessionRules,
    async tellOfPassword(unit, userId, from) {
      const user = await deps.accounts.read(userId, unit.tx);
      if (user) await tellOfChange(post, unit, user, from);
    },
  });
  return {
    routes: securityRoutes({ own, impersonation: createImpersonation(deps) }),
    /** Looks after sessions that are over; `endSockets` ends those of one in every process. */
    watch: (endSockets: (sessionId: number) => void) =>
      watchSessions({ ...deps, repository: sessionsRepository, log }, endSockets),
  };
}
