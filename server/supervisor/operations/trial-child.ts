/** The server on trial: serves this machine alone, runs no jobs, tells its port, ends with the supervisor. */
import { noAppliance } from '../appliance-link.ts';
import type { AcademyDuties, BuildAcademy } from '../workforce.ts';

type Duties = Pick<AcademyDuties, 'configuration' | 'log' | 'version'>;
type News = { lyceum: 'serving'; port: number } | { lyceum: 'trouble'; reason: string };

export async function runTrial(build: BuildAcademy, { configuration, log, version }: Duties): Promise<void> {
  process.on('disconnect', () => process.exit(1));
  process.on('SIGINT', () => {});
  const tell = (news: News, then: () => void = () => {}) => process.send?.(news, undefined, {}, then);
  try {
    const academy = await build({
      configuration: { ...configuration, host: '127.0.0.1', port: 0, httpsPort: 0, readOnly: true },
      log,
      version,
      web: true,
      jobs: false,
      clustered: false,
      appliance: noAppliance,
      onDamage: () => {},
    });
    process.once('SIGTERM', () => void academy.close().finally(() => process.exit(0)));
    const { port } = await academy.listen();
    tell({ lyceum: 'serving', port });
  } catch (error) {
    log.error({ err: error }, 'the server on trial does not start');
    tell({ lyceum: 'trouble', reason: (error as Error).message }, () => process.exit(1));
  }
}
