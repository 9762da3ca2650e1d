// What `npm test` consists of, in order. A step is one program:
//   name    what to say to run it alone; several may share a group
//   script, args, env   the program, run by our Node from the top folder
//   report  the JSON report to count; without one the step counts as a single check
//   needs   programs of the machine (see prepare.mjs) without which the step is left out
//   uses    programs of the machine that single tests of it want; those are left out without them
//   only    files that must exist for the step to make sense (patterns)
//   speaks  show the output even when all is well
import { globSync } from 'node:fs';
import { ROOT } from '../launch/node.mjs';
import { toolScript } from '../tasks/tool.mjs';

const tool = (packageName, command, args) => ({ script: toolScript(packageName, command), args });
const ours = (script, args = []) => ({ script, args });

/** Whether the files that a step is about are there. */
export function isPresent(step) {
  return !step.only || globSync(step.only, { cwd: ROOT, exclude: ['node_modules'] }).length > 0;
}

const types = folder => ({
  name: `types-${folder}`,
  group: 'types',
  title: `Types in ${folder}/`,
  only: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
  ...tool('typescript', 'tsc', ['-p', folder]),
});

const vitest = ({ name, project = name, ...rest }) => {
  const report = `test-results/${name}.json`;
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name, report, ...tool('vitest', 'vitest', args), ...rest };
};

const playwright = ({ name, env, ...rest }) => {
  const report = `test-results/${name}.json`;
  const args = ['test', '--config', 'tests/playwright.config.ts', '--project', name];
  return {
    name,
    report,
    ...tool('@playwright/test', 'playwright', args),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...env },
    ...rest,
  };
};

/** The step in a network of its own, where it can be heard by nobody. */
const inOwnNetwork = ({ script, args, env, ...step }) => ({
  ...step,
  ...ours('build/checks/own-network.mjs', [script, ...args]),
  env,
});

/** Steps that only read the sources. */
export const STATIC_STEPS = [
  { name: 'format', title: 'Format', ...tool('@biomejs/biome', 'biome', ['format', '.']) },
  { name: 'lint', title: 'Lint', ...tool('oxlint', 'oxlint', ['--type-aware', '--deny-warnings']) },
  ...['server', 'renderer', 'app', 'tests', 'build'].map(types),
  {
    name: 'imports',
    title: 'Import rules',
    only: ['{server,app,renderer,migrations}/**/*.{ts,tsx}'],
    ...ours('build/checks/imports.mjs'),
  },
  { name: 'unused', title: 'Unused code', ...tool('knip', 'knip', []) },
  { name: 'licences', title: 'Licences', speaks: true, ...ours('build/checks/licences.mjs') },
  { name: 'audit', title: 'Known holes in packages', speaks: true, ...ours('build/checks/audit.mjs') },
];

/** Steps that run the product. */
export const TEST_STEPS = [
  vitest({
    name: 'unit',
    title: 'Unit',
    only: ['{server,renderer,app,build,migrations}/**/*.test.{ts,tsx}'],
    uses: ['Poppler', 'qpdf', 'ZBar'],
  }),
  vitest({ name: 'architecture', title: 'Import rules bite', only: ['tests/architecture'] }),
  vitest({ name: 'harness', title: 'Test harness', only: ['tests/harness'], uses: ['ffmpeg', 'PostgreSQL'] }),
  vitest({
    name: 'api-sqlite',
    group: 'api',
    project: 'api',
    title: 'API on SQLite',
    only: ['tests/api'],
    env: { LYCEUM_TEST_ENGINE: 'sqlite' },
    uses: ['ClamAV', 'ffmpeg', 'OpenSSL', 'Pebble'],
  }),
  vitest({
    name: 'api-postgres',
    group: 'api',
    project: 'api',
    title: 'API on PostgreSQL',
    only: ['tests/api'],
    env: { LYCEUM_TEST_ENGINE: 'postgres' },
    needs: ['PostgreSQL'],
    uses: ['ClamAV', 'ffmpeg', 'OpenSSL', 'Pebble'],
  }),
  vitest({
    name: 'cli-sqlite',
    group: 'cli',
    project: 'cli',
    title: 'Command line on SQLite',
    only: ['tests/cli'],
    env: { LYCEUM_TEST_ENGINE: 'sqlite' },
    uses: ['PostgreSQL'],
  }),
  vitest({
    name: 'cli-postgres',
    group: 'cli',
    project: 'cli',
    title: 'Command line on PostgreSQL',
    only: ['tests/cli'],
    env: { LYCEUM_TEST_ENGINE: 'postgres' },
    needs: ['PostgreSQL'],
  }),
  {
    name: 'pages',
    title: 'Pages: build and size',
    only: ['renderer/**/main.tsx'],
    speaks: true,
    ...ours('build/checks/pages.mjs'),
  },
  playwright({
    name: 'journeys',
    title: 'Journeys in the browser',
    only: ['tests/journeys'],
    needs: ['Chromium'],
    uses: ['ClamAV', 'ffmpeg'],
  }),
  playwright({ name: 'console', title: 'Console', only: ['tests/console'], needs: ['Chromium'] }),
  vitest({
    name: 'faults',
    title: 'Faults',
    only: ['tests/faults'],
    uses: ['ffmpeg', 'NUT', 'OpenSSL', 'PostgreSQL', 'Redis'],
  }),
  inOwnNetwork(vitest({ name: 'network', title: 'Network', only: ['tests/network'] })),
  inOwnNetwork(
    playwright({
      name: 'network-journeys',
      group: 'network',
      title: 'Network in the browser',
      only: ['tests/network'],
      needs: ['Chromium'],
    }),
  ),
  vitest({ name: 'packaging', title: 'Packaging', only: ['tests/packaging'], needs: ['systemd'] }),
];
