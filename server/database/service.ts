/** What screens and the command line may ask of the database as a whole. */
import type { Configuration } from '../platform/config/configuration.ts';
import type { Database } from '../platform/db/database.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Appliance } from '../supervisor/contract.ts';
import type { DatabaseFacts } from './contract.ts';
import { bytesOf, lastMove, rowsOf } from './repository/facts.ts';
import { testPostgres, type Verdict } from './target.ts';

export interface DatabaseDeps {
  db: Database;
  configuration: Pick<Configuration, 'databaseUrl' | 'databaseInEnvironment'>;
  appliance: Pick<Appliance, 'operate'>;
  /** Name of the academy, for the page that stands in meanwhile. */
  academyName: () => Promise<string>;
}

export type Wish = { to: 'postgres'; url: string } | { to: 'sqlite' };

export type DatabaseService = ReturnType<typeof createDatabaseService>;

export function createDatabaseService({ db, configuration, appliance, academyName }: DatabaseDeps) {
  const { databaseUrl, databaseInEnvironment } = configuration;
  /** What the supervisor is asked for. Refuses what would fail at once. */
  const planFor = async (wish: Wish, actor: Pick<Actor, 'userId'> | null) => {
    if (databaseInEnvironment)
      refuse(
        'CONFLICT',
        'The database is set by DATABASE_URL where the server is started; it cannot be moved from here.',
      );
    if (wish.to === db.engine) refuse('CONFLICT', 'The academy uses this database already.');
    if (wish.to === 'postgres') {
      const { ok, reason } = await testPostgres(wish.url);
      if (!ok) refuse('CONFLICT', reason ?? 'The database cannot be used.', { field: 'url' });
    }
    const plan = {
      kind: 'move-database',
      title: wish.to === 'postgres' ? 'Move the database to PostgreSQL' : 'Move the database back to SQLite',
      academy: await academyName(),
      values: { to: wish.to, user_id: actor?.userId ?? null },
      relaunch: false,
    };
    return { plan, secret: wish.to === 'postgres' ? wish.url : null };
  };
  return {
    async read(): Promise<DatabaseFacts> {
      const [bytes, rows, last_move] = await Promise.all([bytesOf(db), rowsOf(db), lastMove(db)]);
      const chosen_by = databaseInEnvironment ? 'environment' : databaseUrl ? 'console' : 'default';
      return { engine: db.engine, location: db.location, bytes, rows, chosen_by, last_move };
    },
    test: (url: string): Promise<Verdict> => testPostgres(url),
    planFor,
    /** Begins the move; what becomes of it stands in the operation's report. Refuses what would fail at once. */
    async move(wish: Wish, actor: Pick<Actor, 'userId'> | null): Promise<{ operation_id: string }> {
      const request = await planFor(wish, actor);
      try {
        const { id } = await appliance.operate(request);
        return { operation_id: id };
      } catch (cause) {
        return refuse('CONFLICT', (cause as Error).message, { cause });
      }
    },
  };
}
