/** Everything in this process: for tests and tiny machines. What ends it ends the server. */
import { type Clock, instant } from '../platform/clock.ts';
import type { WorkerReport } from './contract.ts';
import type { AcademyDuties, BuildAcademy, Workforce, WorkforceEvents, WorkingAcademy } from './workforce.ts';

interface SoloParts {
  clock: Clock;
  events: WorkforceEvents;
  build: BuildAcademy;
  duties: Pick<AcademyDuties, 'log' | 'version' | 'appliance'> & { configuration(): AcademyDuties['configuration'] };
}

export function createSolo({ clock, events, build, duties }: SoloParts): Workforce {
  let academy: WorkingAcademy | null = null;
  let state: WorkerReport['state'] = 'waiting';
  let since = clock.now();
  const become = (next: WorkerReport['state']) => {
    state = next;
    events.onChange();
  };
  const open = async () => {
    since = clock.now();
    become('starting');
    const configuration = duties.configuration();
    academy = await build({
      ...duties,
      configuration,
      web: true,
      jobs: true,
      clustered: false,
      onDamage: events.onDamage,
    });
    await events.makeWay();
    await academy.listen();
    become('serving');
  };
  return {
    start() {
      open().then(events.onServing, (error: unknown) => events.onLost((error as Error).message, true));
    },
    async restart() {
      become('draining');
      await academy?.close();
      await open();
    },
    async stop() {
      become('draining');
      await academy?.close();
      academy = null;
      become('waiting');
    },
    tell: report => academy?.operationChanged(report),
    report: () => [{ role: 'all', state, pid: process.pid, since: instant(since), restarts: 0 }],
  };
}
