import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cruiseImports, RULES } from '../../build/checks/cruise.mjs';
import { temporaryFolder } from '../harness/folders.ts';

const SHIPPED = ['zod', 'knex', 'express', 'socket.io'];
const FOR_DEVELOPMENT = ['electron', 'react', 'vitest'];

/** Source files of a made-up product: path → the modules that it imports (with `type ` in front: as a type). */
type Tree = Record<string, string[]>;

function sourceOf(imports: string[]) {
  const lines = imports.map((name, index) => {
    const typed = name.startsWith('type ');
    return `import ${typed ? 'type ' : ''}* as m${index} from '${typed ? name.slice(5) : name}';`;
  });
  return `${lines.join('\n')}\nexport const used = [${imports.flatMap((name, index) => (name.startsWith('type ') ? [] : [`m${index}`])).join(', ')}];\n`;
}

/** The names of the rules that the made-up product breaks, each once, in order. */
async function brokenBy(tree: Tree): Promise<string[]> {
  using folder = temporaryFolder('imports');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  };
  const listed = (names: string[]) => Object.fromEntries(names.map(name => [name, '1.0.0']));
  const manifest = { type: 'module', dependencies: listed(SHIPPED), devDependencies: listed(FOR_DEVELOPMENT) };
  write('package.json', JSON.stringify(manifest));
  for (const name of [...SHIPPED, ...FOR_DEVELOPMENT]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const [path, imports] of Object.entries(tree)) write(path, sourceOf(imports));
  const { seen, violations } = await cruiseImports(folder.path);
  expect(seen).toBeGreaterThanOrEqual(Object.keys(tree).filter(path => !path.startsWith('tests/')).length);
  return [...new Set(violations.map(violation => violation.rule))].toSorted();
}

/** A product that keeps every rule. */
const GOOD: Tree = {
  'server/platform/http/contract.ts': ['zod'],
  'server/platform/http/router.ts': ['express', './contract.ts'],
  'server/platform/db/connect.ts': ['knex'],
  'server/platform/db/connect.test.ts': ['vitest', '../../academy.ts'],
  'server/platform/errors/refuse.ts': [],
  'server/platform/http/actor.ts': [],
  'server/platform/drawing/contract.ts': [],
  'server/platform/clock.ts': [],
  'server/platform/net/outgoing.ts': ['node:https'],
  'server/courses/contract.ts': ['zod', '../platform/http/contract.ts'],
  'server/courses/index.ts': ['./service.ts', './routes.ts', './repository.ts'],
  'server/courses/service.ts': [
    './policy.ts',
    '../platform/errors/refuse.ts',
    'type ./repository.ts',
    'type ../platform/clock.ts',
  ],
  'server/courses/routes.ts': ['./contract.ts', '../platform/http/router.ts', 'type ./service.ts', 'type express'],
  'server/courses/repository.ts': ['../platform/db/connect.ts', 'knex', 'type ./contract.ts'],
  'server/courses/policy.ts': [
    './contract.ts',
    '../platform/errors/refuse.ts',
    './late-rules.ts',
    '../platform/http/actor.ts',
    'type ../platform/clock.ts',
  ],
  'server/courses/late-rules.ts': ['type ./contract.ts'],
  'server/courses/late-rules.test.ts': ['vitest', './late-rules.ts', '../platform/clock.ts'],
  'server/courses/events.ts': [],
  'server/learning/service.ts': ['type ../courses/index.ts', '../courses/contract.ts', '../courses/events.ts'],
  'server/supervisor/contract.ts': ['zod'],
  'server/academy.ts': ['./courses/index.ts', './learning/service.ts', '../migrations/index.ts'],
  'server/main.ts': ['./academy.ts'],
  'migrations/index.ts': ['./0001_start.ts'],
  'migrations/0001_start.ts': ['type knex'],
  'app/main.ts': ['electron', 'node:path', './ipc/contract.ts', '../server/supervisor/contract.ts'],
  'app/preload.ts': ['electron', './ipc/contract.ts'],
  'app/ipc/contract.ts': ['zod'],
  'renderer/academy/main.tsx': ['react', '../features/courses/catalogue.tsx'],
  'renderer/features/courses/catalogue.tsx': ['../../kit/card.tsx', 'type ../../../server/courses/contract.ts'],
  'renderer/kit/card.tsx': ['react', '../../server/platform/drawing/contract.ts'],
  'renderer/kit/card.test.tsx': ['vitest', 'node:fs', './card.tsx'],
  'renderer/platform/bridge.ts': ['type ../../app/ipc/contract.ts'],
};

/** For each rule one or more single imports that break it: file, import, and the rules that speak up. */
const BAD: [file: string, imported: string, rules: string[]][] = [
  ['server/courses/contract.ts', 'node:fs', ['contract-stands-alone']],
  ['server/courses/contract.ts', 'type knex', ['contract-stands-alone']],
  ['app/ipc/contract.ts', 'electron', ['contract-stands-alone']],
  ['server/platform/db/connect.ts', 'type ../../courses/contract.ts', ['platform-knows-no-feature']],
  ['server/courses/routes.ts', 'type ./repository.ts', ['routes-name-use-cases']],
  ['server/courses/routes.ts', 'type knex', ['routes-name-use-cases']],
  ['server/courses/routes.ts', '../platform/db/connect.ts', ['routes-know-only-http']],
  ['server/courses/service.ts', 'type express', ['use-cases-know-no-web-and-no-sql']],
  ['server/courses/service.ts', 'socket.io', ['use-cases-know-no-web-and-no-sql']],
  ['server/courses/attempts.ts', 'type knex', ['use-cases-know-no-web-and-no-sql']],
  ['server/courses/service.ts', 'node:https', ['one-door-to-the-outside']],
  ['server/courses/policy.ts', 'node:fs', ['policy-and-rules-are-pure']],
  ['server/courses/policy.ts', '../platform/clock.ts', ['policy-and-rules-are-pure']],
  ['server/courses/late-rules.ts', '../platform/db/connect.ts', ['policy-and-rules-are-pure']],
  ['server/assessments/grading.ts', '../platform/clock.ts', ['policy-and-rules-are-pure']],
  ['server/courses/repository.ts', 'type ./routes.ts', ['repository-knows-no-caller']],
  ['server/courses/repository.ts', '../platform/clock.ts', ['repository-knows-only-the-database']],
  ['server/learning/service.ts', 'type ../courses/repository.ts', ['features-meet-at-the-door']],
  ['server/learning/service.ts', '../courses/index.ts', ['features-are-handed-over']],
  ['server/courses/service.ts', 'type ../academy.ts', ['root-is-on-top']],
  ['server/platform/db/connect.ts', 'type ../../main.ts', ['platform-knows-no-feature', 'root-is-on-top']],
  ['renderer/kit/card.tsx', 'electron', ['pages-stay-in-the-browser']],
  ['renderer/kit/card.tsx', 'node:fs', ['pages-know-no-node']],
  ['renderer/kit/card.tsx', 'zod', ['pages-stay-in-the-browser']],
  ['renderer/features/courses/catalogue.tsx', 'type ../../../server/courses/service.ts', ['pages-stay-in-the-browser']],
  ['renderer/kit/card.test.tsx', '../../server/courses/service.ts', ['pages-tests-stay-in-the-browser']],
  ['renderer/platform/bridge.ts', '../../app/ipc/contract.ts', ['pages-take-types-of-contracts']],
  ['server/platform/drawing/contract.ts', 'zod', ['plain-contracts-import-nothing']],
  ['renderer/kit/card.tsx', '../features/courses/catalogue.tsx', ['kit-knows-no-feature', 'no-cycle']],
  ['renderer/features/courses/catalogue.tsx', 'type ../../academy/main.tsx', ['screens-know-no-entry']],
  ['renderer/console/main.tsx', '../academy/main.tsx', ['screens-know-no-entry']],
  ['server/platform/http/router.ts', 'type electron', ['server-knows-no-window']],
  ['server/learning/service.ts', 'type ../../renderer/kit/card.tsx', ['server-knows-no-window']],
  ['app/main.ts', '../server/courses/contract.ts', ['console-controls-from-outside']],
  ['app/main.ts', 'knex', ['console-controls-from-outside']],
  ['app/main.test.ts', '../server/main.ts', ['console-tests-control-from-outside']],
  ['app/preload.ts', 'node:fs', ['preload-is-a-bridge']],
  ['app/preload.ts', 'type ../server/supervisor/contract.ts', ['preload-is-a-bridge']],
  ['migrations/0001_start.ts', 'type ../server/courses/contract.ts', ['migrations-stand-alone']],
  ['migrations/0001_start.ts', 'knex', ['migrations-take-types-of-knex']],
  ['server/learning/service.ts', '../../tests/harness/ports.ts', ['product-knows-no-test']],
  ['server/platform/http/router.ts', 'vitest', ['server-ships-its-packages']],
  ['server/platform/http/router.ts', './misspelt.ts', ['imports-resolve']],
  ['server/courses/late-rules.ts', './policy.ts', ['no-cycle']],
  ['server/courses/service.ts', 'type ../learning/index.ts', ['no-cycle-of-features']],
];

const EXTRA: Tree = {
  'tests/harness/ports.ts': [],
  'server/learning/index.ts': ['./service.ts'],
};

describe('the import rules', () => {
  it('let a product pass that keeps them', async () => {
    expect(await brokenBy({ ...GOOD, ...EXTRA })).toEqual([]);
  });

  it.each(BAD)('%s must not import %s', async (file, imported, rules) => {
    const tree = { ...GOOD, ...EXTRA };
    expect(await brokenBy({ ...tree, [file]: [...(tree[file] ?? []), imported] })).toEqual(rules);
  });

  it('are each proved by an import that breaks them, and each say why', () => {
    const proved = new Set(BAD.flatMap(([, , rules]) => rules));
    expect(RULES.map(rule => rule.name).filter(name => !proved.has(name))).toEqual([]);
    expect(RULES.filter(rule => rule.comment.length < 40)).toEqual([]);
  });
});
