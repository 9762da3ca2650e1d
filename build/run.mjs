// The one door to every command of this repository: `node build/run.mjs <task> [arguments]`.
// It must run on any Node from 18 on and before anything is installed, so it is plain JavaScript without packages.
// It makes sure that the dependencies are there, then starts itself again under the Node that they bring along.
import { existsSync, realpathSync } from 'node:fs';
import process from 'node:process';
import { passOn } from './launch/child.mjs';
import { ensureDependencies } from './launch/dependencies.mjs';
import { environmentFor, pinnedNode } from './launch/node.mjs';

const OLDEST_NODE = 18;
const PROJECT_NODE = 24;

/** Each task and the module that carries it out: its exported `run(arguments)` resolves to the exit code. */
const TASKS = {
  start: './tasks/start.mjs',
  test: './tasks/test.mjs',
  check: './tasks/check.mjs',
  bench: './tasks/bench.mjs',
  demo: './tasks/demo.mjs',
  lyceum: './tasks/lyceum.mjs',
  build: './tasks/build.mjs',
  package: './tasks/package.mjs',
};

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

async function main([task, ...rest]) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    return fail(`Lyceum needs Node ${OLDEST_NODE} or newer to start; this is ${process.version}.`);
  if (!Object.hasOwn(TASKS, task ?? '')) return fail(`Usage: node build/run.mjs ${Object.keys(TASKS).join(' | ')}`);

  const installed = await ensureDependencies();
  if (installed !== 0) return installed;

  const node = pinnedNode();
  if (!existsSync(node)) {
    if (major < PROJECT_NODE) {
      return fail(
        `No Node ${PROJECT_NODE} comes with the dependencies on this system: install Node ${PROJECT_NODE} and run this again.`,
      );
    }
  } else if (realpathSync(node) !== realpathSync(process.execPath)) {
    return passOn(node, [...process.execArgv, ...process.argv.slice(1)], { env: environmentFor(node) });
  }
  Object.assign(process.env, environmentFor(process.execPath));
  const { run } = await import(TASKS[task]);
  return run(rest);
}

process.exitCode = await main(process.argv.slice(2));
