/** One worker of the cluster: builds its academy, says when it works, ends when it is told to or when the supervisor is gone. */
import { type AcademyDuties, type BuildAcademy, DRAIN_MS } from './workforce.ts';
import { ownMessage, type SupervisorMessage, type WorkerMessage } from './messages.ts';
import type { WorkerRole } from './pool.ts';

/** Exit code after an error that nobody caught (EX_SOFTWARE of sysexits.h). */
const FAULT = 70;

type Duties = Pick<AcademyDuties, 'configuration' | 'log' | 'version'>;

export async function runWorker(role: WorkerRole, build: BuildAcademy, duties: Duties): Promise<void> {
  const { log } = duties;
  process.on('uncaughtException', error => giveUp(error));
  // The terminal tells the whole process group; when to end is for the supervisor to say.
  process.on('SIGINT', () => {});
  const giveUp = (error: Error) => {
    log.fatal({ err: error }, 'worker fault');
    tellSupervisor({ lyceum: 'trouble', reason: error.message }, () => process.exit(FAULT));
  };
  try {
    const academy = await build({
      ...duties,
      clustered: true,
      web: role === 'web',
      jobs: role === 'jobs',
      wakeJobs: () => tellSupervisor({ lyceum: 'wake' }),
    });
    const stop = () => {
      const patience = setTimeout(() => process.exit(FAULT), DRAIN_MS);
      void academy.close().then(() => {
        clearTimeout(patience);
        process.exit(0);
      }, giveUp);
    };
    process.once('SIGTERM', stop);
    process.on('message', (raw: unknown) => {
      const message = ownMessage<SupervisorMessage>(raw);
      if (message?.lyceum === 'wake') academy.wake();
      if (message?.lyceum === 'stop') stop();
    });
    if (role === 'web') await academy.listen();
    tellSupervisor({ lyceum: 'up' });
  } catch (error) {
    giveUp(error as Error);
  }
}

function tellSupervisor(message: WorkerMessage, then: () => void = () => {}): void {
  if (process.connected) process.send?.(message, undefined, {}, then);
  else then();
}
