/** One worker of the cluster: builds its academy, says when it works, ends when it is told to or when the supervisor is gone. */
import { type AcademyDuties, type BuildAcademy, DRAIN_MS, type WorkingAcademy } from './workforce.ts';
import { createApplianceLink } from './appliance-link.ts';
import { ownMessage, type SupervisorMessage, type WorkerMessage } from './messages.ts';
import type { WorkerRole } from './pool.ts';

/** Exit code after an error that nobody caught (EX_SOFTWARE of sysexits.h). */
const FAULT = 70;

type Duties = Pick<AcademyDuties, 'configuration' | 'log' | 'version'>;

export async function runWorker(role: WorkerRole, build: BuildAcademy, duties: Duties): Promise<void> {
  process.on('uncaughtException', error => giveUp(error));
  // The terminal tells the whole process group; when to end is for the supervisor to say.
  process.on('SIGINT', () => {});
  const giveUp = (error: Error) => {
    duties.log.fatal({ err: error }, 'worker fault');
    tellSupervisor({ lyceum: 'trouble', reason: error.message }, () => process.exit(FAULT));
  };
  const link = createApplianceLink(tellSupervisor);
  const life = createWorkingLife(giveUp);
  // From the first moment on: while the academy is built, Socket.IO's adapter begins to read the channel and would use up our messages.
  process.on('message', (raw: unknown) => {
    const message = ownMessage<SupervisorMessage>(raw);
    if (message?.lyceum === 'answer') link.answered(message);
    else if (message) life.hear(message);
  });
  try {
    const academy = await build({
      ...duties,
      clustered: true,
      web: role === 'web',
      jobs: role === 'jobs',
      wakeJobs: () => tellSupervisor({ lyceum: 'wake' }),
      appliance: link.appliance,
      onDamage: () => tellSupervisor({ lyceum: 'damage' }),
    });
    process.once('SIGTERM', life.stop);
    if (!life.begin(academy)) return;
    if (role === 'web') {
      await link.port();
      if (life.isOver()) return;
      await academy.listen();
    }
    tellSupervisor({ lyceum: 'up' });
  } catch (error) {
    giveUp(error as Error);
  }
}

interface WorkingLife {
  /** The academy is there; false when it was asked to stop meanwhile, and does. */
  begin(academy: WorkingAcademy): boolean;
  hear(message: Exclude<SupervisorMessage, { lyceum: 'answer' }>): void;
  /** Ends the process when all that runs has come to its end, or after DRAIN_MS. */
  stop(): void;
  isOver(): boolean;
}

function createWorkingLife(giveUp: (error: Error) => void): WorkingLife {
  let academy: WorkingAcademy | null = null;
  let isOver = false;
  const leave = () => void academy?.close().then(() => process.exit(0), giveUp);
  const stop = () => {
    if (isOver) return;
    isOver = true;
    setTimeout(() => process.exit(FAULT), DRAIN_MS);
    leave();
  };
  return {
    begin(built) {
      academy = built;
      if (isOver) leave();
      return !isOver;
    },
    hear(message) {
      if (message.lyceum === 'stop') stop();
      if (message.lyceum === 'wake') academy?.wake();
      if (message.lyceum === 'operation') academy?.operationChanged(message.report);
    },
    stop,
    isOver: () => isOver,
  };
}

function tellSupervisor(message: WorkerMessage, then: () => void = () => {}): void {
  if (process.connected) process.send?.(message, undefined, {}, then);
  else then();
}
