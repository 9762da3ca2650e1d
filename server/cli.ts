/** The command line's entry and composition root: what the commands work with is put together here, when one asks for it. */
import { resolve } from 'node:path';
import type { AcademyTools, Tools } from './cli/index.ts';
import type { Hub } from './platform/realtime/hub.ts';
import { nodeTrouble } from './platform/config/node-version.ts';

// Everything is loaded late: an old Node must not meet the driver, help must be there at once, and what Node made of the sources before
// can be used only for what is loaded after it was told where that lies.

async function openAcademy(dataFolder: string): Promise<AcademyTools & { close(): Promise<void> }> {
  const { configurationFor } = await import('./platform/config/configuration.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  const { createLog } = await import('./platform/logging/log.ts');
  const { requirePrepared } = await import('./preparation.ts');
  const { openGround } = await import('./ground.ts');
  const { buildFeatures } = await import('./features.ts');
  const { buildAccounts, buildFactors, buildMail, buildScanning, buildSignInRules } = await import(
    './people-features.ts'
  );
  const { buildConsents } = await import('./privacy/index.ts');
  const { findServer } = await import('./supervisor/control-client.ts');
  const configured = configurationFor(dataFolder);
  // A server that runs knows best by which ports people come: it may have been started with others than this command.
  const ports = await (await findServer(dataFolder))?.report().then(report => report.ports);
  const configuration = ports ? { ...configured, port: ports.http, httpsPort: ports.https } : configured;
  await requirePrepared(configuration);
  const log = createLog({ level: 'error', role: 'command line', to: process.stderr });
  const duties = { web: false, jobs: false, wakeJobs: () => {} };
  const ground = await openGround({ configuration, log, version: productVersion(), ...duties });
  const mail = buildMail(ground);
  const signInRules = buildSignInRules(ground);
  const factors = buildFactors(ground, signInRules);
  const consents = buildConsents(ground);
  const scanning = buildScanning(ground);
  const accounts = buildAccounts(ground, { ...mail, ...signInRules, ...factors, door: scanning.door });
  const features = buildFeatures(ground, {
    mail,
    signInRules,
    factors,
    accounts,
    consents,
    scanning,
    hub: nobodyConnected,
    isReady: () => false,
    ports: { port: configuration.port, httpsPort: configuration.httpsPort },
  });
  return {
    accounts: accounts.service,
    people: accounts.byHand,
    imports: accounts.imports,
    factors: factors.service,
    signInRules: signInRules.service,
    queue: ground.queue,
    ...features.tools,
    async close() {
      features.close();
      features.network.close();
      await accounts.close();
      await ground.close();
    },
  };
}

/** Nobody is connected to the command line: what it changes is seen when it is next looked at. */
const nobodyConnected: Hub = {
  tell() {},
  tellEverybodyHere() {},
  everywhere: async () => [],
  offer() {},
  ask: async () => [],
  signal() {},
  onSignal() {},
  connections: () => 0,
  endSession() {},
  renew() {},
  close: async () => {},
};

async function toolsFor(folder: string | undefined): Promise<Tools> {
  const { configurationFor, readMoveAddress } = await import('./platform/config/configuration.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  const { foldersIn } = await import('./platform/config/folders.ts');
  const { readLog } = await import('./platform/logging/reader.ts');
  const { findServer } = await import('./supervisor/control-client.ts');
  const { createServiceByHand } = await import('./service/by-hand.ts');
  const { existingSetupCode } = await import('./preparation.ts');
  const { ownPlaces } = await import('./restoring.ts');
  const { dataFolder } = configurationFor(folder);
  let academy: ReturnType<typeof openAcademy> | undefined;
  const letGo = async () => {
    const opened = await academy?.catch(() => undefined);
    academy = undefined;
    await opened?.close();
  };
  return {
    version: productVersion(),
    dataFolder,
    academy: () => (academy ??= openAcademy(dataFolder)),
    server: () => findServer(dataFolder),
    readLog: reading => readLog(foldersIn(dataFolder).logs, reading),
    async restorable(place) {
      return (await import('./restoring.ts')).restorable(dataFolder, place);
    },
    ownPlaces: () => ownPlaces(dataFolder),
    async restore(backup, given, watch) {
      return (await import('./restoring.ts')).restoreNow(dataFolder, backup, given, watch);
    },
    async operate(command, watch) {
      await letGo();
      return (await import('./operating.ts')).operateNow(dataFolder, command, watch);
    },
    async rehearse(version, { signal, progress }) {
      const { rehearseApart } = await import('./rehearse-apart.ts');
      await rehearseApart(configurationFor(dataFolder))(version, signal, progress);
    },
    moveAddress: readMoveAddress,
    service: createServiceByHand(dataFolder),
    setupCode: () => existingSetupCode(dataFolder),
    close: letGo,
  };
}

/** The first Ctrl-C asks the command to stop; a second one ends the program. */
function whenInterrupted(): AbortSignal {
  const cancel = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (cancel.signal.aborted) process.exit(1);
      cancel.abort(new Error('Cancelled.'));
    });
  return cancel.signal;
}

async function main(): Promise<number> {
  const trouble = nodeTrouble(process.versions.node);
  if (trouble) throw new Error(trouble);
  const { usualData } = await import('./platform/config/configuration.ts');
  const { keepCode } = await import('./platform/config/code-cache.ts');
  const { productVersion } = await import('./platform/config/places.ts');
  const version = productVersion();
  keepCode(usualData(), version);
  const { handOver, successorIn } = await import('./cli/hand-over.ts');
  const { readOpening } = await import('./cli/parsing.ts');
  const argv = process.argv.slice(2);
  const { data, words } = readOpening(argv);
  // What starts with the computer is the installed program, whichever it starts then.
  const successor = words[0] === 'service' ? null : successorIn(resolve(data ?? usualData()), version);
  if (successor) return handOver(successor, argv);
  const { commands, createScreen, runCommandLine } = await import('./cli/index.ts');
  const { withinWork } = await import('./platform/context.ts');
  const screen = createScreen({ out: process.stdout, err: process.stderr, now: () => performance.now() });
  const parts = { commands, screen, version, openTools: toolsFor, signal: whenInterrupted() };
  return withinWork('command line', () => runCommandLine(argv, parts));
}

// A reader that has seen enough (`lyceum logs | head`) is no trouble.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(0));
// What a command waits for, such as the hashing process, need not hold the program by itself.
const awake = setInterval(() => {}, 60_000);
main()
  .then(
    code => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${(error as Error).message}\n`);
      process.exitCode = 1;
    },
  )
  .finally(() => clearInterval(awake));
