/** The server's entry: checks Node, then becomes what this process is: the supervisor or one of its workers. */
import { nodeTrouble } from './platform/config/node-version.ts';
import type { BuildAcademy } from './supervisor/index.ts';

// Everything else is loaded late: an old Node must not meet the database driver, and the supervisor of a cluster stays small.

const build: BuildAcademy = async ({ clustered, ...duties }) => {
  const { createAcademy } = await import('./academy.ts');
  if (!clustered) return createAcademy(duties);
  const { createAdapter } = await import('@socket.io/cluster-adapter');
  return createAcademy({ ...duties, adapter: createAdapter() });
};

async function work(role: 'web' | 'jobs'): Promise<void> {
  const { readConfiguration } = await import('./platform/config/configuration.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  const { createLog } = await import('./platform/logging/log.ts');
  const { runWorker } = await import('./supervisor/worker.ts');
  const configuration = readConfiguration();
  const log = createLog({ level: configuration.logLevel, role });
  await runWorker(role, build, { configuration, log, version: productVersion() });
}

async function serve(): Promise<void> {
  const { readConfiguration, environmentOfWorker } = await import('./platform/config/configuration.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  const { systemClock } = await import('./platform/clock.ts');
  const { lockFolder } = await import('./platform/db/folder-lock.ts');
  const { openLogFiles, wholeLines } = await import('./platform/logging/files.ts');
  const { createLog } = await import('./platform/logging/log.ts');
  const { existingSetupCode, prepareDatabase, prepareDataFolder } = await import('./preparation.ts');
  const { supervise } = await import('./supervisor/index.ts');

  const configuration = readConfiguration();
  const { dataFolder } = configuration;
  const folders = prepareDataFolder(dataFolder);
  const files = await openLogFiles(folders.logs, error => say(`Log lines can no longer be written: ${error.message}`));
  await supervise({
    configuration,
    clock: systemClock,
    log: createLog({ level: configuration.logLevel, role: 'supervisor', to: files }),
    version: productVersion(),
    script: import.meta.filename,
    build,
    lock: () => lockFolder(folders.db),
    prepare: () => prepareDatabase(configuration),
    readSetupCode: () => existingSetupCode(dataFolder),
    environmentFor: environmentOfWorker,
    outputOf: () => wholeLines(files.write),
    print: text => process.stdout.write(text),
    onSignal(stop) {
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    },
  });
  files.close();
  process.exit(0);
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function main(): Promise<void> {
  const trouble = nodeTrouble(process.versions.node);
  if (trouble) throw new Error(trouble);
  const { readRole } = await import('./platform/config/configuration.ts');
  const role = readRole();
  await (role === 'supervisor' ? serve() : work(role));
}

// A terminal that is closed, or a console that has quit, must not end the server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
main().catch((error: unknown) => {
  say((error as Error).message);
  process.exit(1);
});
