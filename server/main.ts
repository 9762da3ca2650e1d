/** The server's entry: checks Node, then becomes what this process is: the supervisor or one of its workers. */
import { nodeTrouble } from './platform/config/node-version.ts';
import type { BuildAcademy } from './supervisor/index.ts';

// Everything else is loaded late: an old Node must not meet the database driver, and the supervisor of a cluster stays small.

const build: BuildAcademy = async ({ clustered, ...duties }) => {
  const { createAcademy } = await import('./academy.ts');
  const { writeCode } = await import('./platform/config/code-cache.ts');
  const more = clustered ? { adapter: (await import('@socket.io/cluster-adapter')).createAdapter() } : {};
  const academy = await createAcademy({ ...duties, ...more });
  writeCode();
  return academy;
};

/** A step of an operation, or a server that only this machine reaches, to be tried before people come back. */
async function operate(role: 'operation' | 'trial'): Promise<void> {
  const { readConfiguration } = await import('./platform/config/configuration.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  const { createLog } = await import('./platform/logging/log.ts');
  const configuration = readConfiguration();
  const log = createLog({ level: configuration.logLevel, role });
  if (role === 'trial') {
    const { runTrial } = await import('./supervisor/operations/trial-child.ts');
    return runTrial(build, { configuration, log, version: productVersion() });
  }
  const { runStepProcess } = await import('./supervisor/operations/step-child.ts');
  const { operationKinds } = await import('./operation-kinds.ts');
  runStepProcess(operationKinds, configuration, log);
}

/** For the version before this one, which is updating to it: brings the data up to date and ends. */
async function migrateAlone(): Promise<void> {
  const { readConfiguration } = await import('./platform/config/configuration.ts');
  const { prepareDatabase } = await import('./preparation.ts');
  process.on('disconnect', () => process.exit(1));
  await prepareDatabase(readConfiguration());
  process.exit(0);
}

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
  const { hasLauncher, readConfiguration, readPauseNotice, readSystemdWish, environmentOfWorker } = await import(
    './platform/config/configuration.ts'
  );
  const { dropOldCode } = await import('./platform/config/code-cache.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  const { systemClock } = await import('./platform/clock.ts');
  const { lockFolder } = await import('./platform/db/folder-lock.ts');
  const { openLogFiles, wholeLines } = await import('./platform/logging/files.ts');
  const { createLog } = await import('./platform/logging/log.ts');
  const { existingSetupCode, prepareDataFolder, prepareOrTell } = await import('./preparation.ts');
  const { answersItself, attend } = await import('./service/notify.ts');
  const { supervise } = await import('./supervisor/index.ts');
  const { maintenanceDoors } = await import('./network/https/maintenance.ts');
  const { openWaysIn } = await import('./network/ways-in.ts');
  const { givenUp, hasServed } = await import('./updates/launching.ts');

  const configuration = readConfiguration();
  const { dataFolder } = configuration;
  const { notify, watchdogMs } = readSystemdWish();
  const folders = prepareDataFolder(dataFolder);
  const files = await openLogFiles(folders.logs, error => say(`Log lines can no longer be written: ${error.message}`));
  const ending = await supervise({
    configuration,
    configurationNow: readConfiguration,
    clock: systemClock,
    log: createLog({ level: configuration.logLevel, role: 'supervisor', to: files }),
    version: productVersion(),
    script: import.meta.filename,
    build,
    lock: () => lockFolder(folders.db),
    prepare: () => prepareOrTell(readConfiguration()),
    waysIn: port => openWaysIn(configuration, port, folders.secrets),
    doors: port => [{ host: configuration.host, port, tls: null }, ...maintenanceDoors(configuration, folders.secrets)],
    noticeMs: readPauseNotice(),
    readSetupCode: () => existingSetupCode(dataFolder),
    environmentFor: environmentOfWorker,
    outputOf: () => wholeLines(files.write),
    print: text => process.stdout.write(text),
    hasLauncher: hasLauncher(),
    givenUp: plan => givenUp(dataFolder, plan),
    onServing() {
      hasServed(dataFolder, productVersion());
      dropOldCode(dataFolder, productVersion());
    },
    ...(notify ? { attend: report => attend({ report, watchdogMs, answers: answersItself }) } : {}),
    onSignal(stop) {
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
      // A copy to look at is for the process that started it alone.
      if (!configuration.readOnly) return;
      process.on('disconnect', stop);
      // It may have ended while this one was being loaded.
      if (process.connected === false) stop();
    },
  });
  files.close();
  process.exit(ending === 'relaunch' ? START_AGAIN : 0);
}

/** Exit code by which the server asks whoever started it to start it again: EX_TEMPFAIL of sysexits.h. */
const START_AGAIN = 75;

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function main(): Promise<void> {
  const trouble = nodeTrouble(process.versions.node);
  if (trouble) throw new Error(trouble);
  const { dataFolderOf, keepsCode, readRole } = await import('./platform/config/configuration.ts');
  const { keepCode } = await import('./platform/config/code-cache.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  if (keepsCode()) keepCode(dataFolderOf(), productVersion());
  const role = readRole();
  if (role === 'supervisor') await serve();
  else if (role === 'migrate') await migrateAlone();
  else await (role === 'web' || role === 'jobs' ? work(role) : operate(role));
}

// A terminal that is closed, or a console that has quit, must not end the server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
main().catch(async (error: unknown) => {
  say((error as Error).message);
  const { exitCodeOf } = await import('./supervisor/trouble.ts');
  process.exit(exitCodeOf(error));
});
