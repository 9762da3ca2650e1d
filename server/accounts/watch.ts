/** In the process that runs jobs: ends sessions that are over by a rule, and makes sure that sockets go with whatever has ended. */
import { type Clock, instant, SECOND } from '../platform/clock.ts';
import type { Log } from '../platform/logging/log.ts';
import type { SessionsRepository } from './repository/sessions.ts';
import type { Sessions } from './sessions.ts';

const LOOK_EVERY_MS = 5 * SECOND;
/** Commits may become visible a little after the moment that they bear. */
const AGAIN_MS = 10 * SECOND;

interface WatchDeps {
  sessions: Pick<Sessions, 'endOver'>;
  repository: Pick<SessionsRepository, 'endedSince'>;
  clock: Clock;
  log: Log;
}

export interface SessionWatch {
  start(): void;
  stop(): Promise<void>;
}

/**
 * `endSockets` ends those of one session in every process. Sessions are also ended where no event reaches the others (at the command
 * line): there the rows tell.
 */
export function watchSessions(deps: WatchDeps, endSockets: (sessionId: number) => void): SessionWatch {
  const { sessions, repository, clock, log } = deps;
  let from = clock.now();
  let told = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  const look = async () => {
    await sessions.endOver();
    const now = clock.now();
    const ended = (await repository.endedSince(instant(from - AGAIN_MS))).map(({ id }) => Number(id));
    for (const id of ended) if (!told.has(id)) endSockets(id);
    told = new Set(ended);
    from = now;
  };
  const lookOnce = () => {
    looking ??= look()
      .catch((cause: unknown) => log.warn({ err: cause }, 'sessions could not be looked through'))
      .finally(() => {
        looking = null;
      });
  };
  return {
    start() {
      timer ??= setInterval(lookOnce, LOOK_EVERY_MS).unref();
    },
    async stop() {
      if (timer) clearInterval(timer);
      await looking;
    },
  };
}
