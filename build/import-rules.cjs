// Who may import whom: the table of docs/architecture.md as rules for dependency-cruiser.
// tests/architecture/import-rules.test.ts proves of each rule that it bites; a rule without such a proof fails there.

/** The files that put everything together. Only they may know every feature from within. */
const COMPOSITION_ROOT = '^server/(academy|main|cli)\\.ts$';
/** Tests beside the file that they test are outside the layers, but stay on their side of the wire. */
const TEST_FILE = '\\.test\\.tsx?$';
const FEATURE_FILE = '^server/(?!platform/)([^/]+)/.+';
/** Files that hold rules only. A new file of rules joins them by its name: `late-rules.ts`, or anything in `rules/`. */
const RULES = '(rules/.+|[a-z-]*(rules|grading|scoring|eligibility|ordering|numbering))\\.ts$';

/** Contracts of plain values without a package, which both sides compute with: these may reach the pages as values. */
const PLAIN_CONTRACTS = '^server/platform/(drawing|colour)/contract\\.ts$';

const WEB_PACKAGES = '^node_modules/(@types/)?(express|socket\\.io|socket\\.io-client|@tus/[^/]+)/';
const DATABASE_PACKAGES = '^node_modules/(@types/)?(knex|better-sqlite3|pg)/';
const ANY_PACKAGE = '^node_modules/';
const notTypes = { dependencyTypesNot: ['type-only'] };

/** Rules about what each layer of the server may know. */
const layers = [
  {
    name: 'contract-stands-alone',
    comment:
      'A contract is read by the server, the browser and the console alike: it imports zod and other contracts and nothing else.',
    from: { path: '(^|/)contract\\.ts$' },
    to: { pathNot: ['^node_modules/zod/', '(^|/)contract\\.ts$'] },
  },
  {
    name: 'platform-knows-no-feature',
    comment:
      'The platform would serve any product: what it needs to know of a feature is handed to it by the composition root.',
    from: { path: '^server/platform/', pathNot: TEST_FILE },
    to: { path: '^(server/(?!platform/)|app/|renderer/)' },
  },
  {
    name: 'routes-name-use-cases',
    comment:
      'A route names its contract, its guard and its use case. What it does is in the service, never SQL in the route.',
    from: { path: '^server/(?!platform/).+/routes\\.ts$' },
    to: { path: ['(^|/)repository\\.ts$', DATABASE_PACKAGES] },
  },
  {
    name: 'routes-know-only-http',
    comment:
      'Of the platform a route needs http and the error type; anything else is work, and work belongs to the service.',
    from: { path: '^server/(?!platform/).+/routes\\.ts$' },
    to: { path: '^server/platform/(?!http/|errors/)', ...notTypes },
  },
  {
    name: 'use-cases-know-no-web-and-no-sql',
    comment:
      'Use cases and rules run the same under HTTP, a job or the command line: no express, no socket.io, no knex in them.',
    from: {
      path: FEATURE_FILE,
      pathNot: [`/(routes|repository|contract)\\.ts$`, '/(repository|routes)/', TEST_FILE],
    },
    to: { path: [WEB_PACKAGES, DATABASE_PACKAGES] },
  },
  {
    name: 'policy-and-rules-are-pure',
    comment:
      'Policies and rules take values and return values: own contract, own rules and those of the platform, types and the error type; no input or output, no clock.',
    from: {
      path: [`^server/(?!platform/)([^/]+)/(.+/|)policy\\.ts$`, `^server/(?!platform/)([^/]+)/(.+/|)${RULES}`],
      pathNot: TEST_FILE,
    },
    to: {
      ...notTypes,
      pathNot: [
        '(^|/)contract\\.ts$',
        '(^|/)policy\\.ts$',
        `^server/(?!platform/)[^/]+/(.+/|)${RULES}`,
        '^server/platform/errors/',
        '^server/platform/http/actor\\.ts$',
        '^server/platform/.+-rules\\.ts$',
        '^node_modules/zod/',
      ],
    },
  },
  {
    name: 'repository-knows-no-caller',
    comment: 'SQL is at the bottom: a repository knows neither the use cases nor the routes that call it.',
    from: { path: '^server/(?!platform/)([^/]+)/(.+/|)repository\\.ts$' },
    to: { path: '^server/(?!platform/)[^/]+/(.+/|)(routes|service|policy|listeners|jobs|index)\\.ts$' },
  },
  {
    name: 'repository-knows-only-the-database',
    comment: 'Of the platform a repository needs db and the error type; files, mail and the network are not rows.',
    from: { path: '^server/(?!platform/)([^/]+)/(.+/|)repository\\.ts$' },
    to: { path: ['^server/platform/(?!db/|errors/)', WEB_PACKAGES], ...notTypes },
  },
];

/** Serve, or speak of certificates with somebody who was named by us; everything else goes out by platform/net. */
const SPEAKERS = [
  '^server/platform/(net|http)/',
  '^server/academy\\.ts$',
  '^server/supervisor/(control-server|operations/maintenance-server)\\.ts$',
  '^server/network/https/(acme|certificates|handshake|own-door)\\.ts$',
];

layers.push({
  name: 'one-door-to-the-outside',
  comment:
    'An address that a person entered is asked by platform/net alone, which refuses what only a machine itself answers. A server of our own joins SPEAKERS.',
  from: { path: '^server/', pathNot: [...SPEAKERS, TEST_FILE] },
  to: { path: '^(node:)?(https?|http2|tls)$|^node_modules/(undici|axios|node-fetch|got)/', ...notTypes },
});

/** Rules about features among themselves. */
const features = [
  {
    name: 'features-meet-at-the-door',
    comment:
      'Another feature is known by its index.ts, contract.ts and events.ts; anything deeper is its own business.',
    from: { path: '^server/(?!platform/)([^/]+)/', pathNot: TEST_FILE },
    to: {
      path: '^server/(?!platform/)[^/]+/',
      pathNot: ['^server/$1/', '^server/[^/]+/(index|contract|events)\\.ts$'],
    },
  },
  {
    name: 'features-are-handed-over',
    comment:
      "A feature gets another one's use cases from the composition root: only the types of its index.ts are imported.",
    from: { path: '^server/(?!platform/)([^/]+)/', pathNot: TEST_FILE },
    to: { path: '^server/[^/]+/index\\.ts$', pathNot: '^server/($1|platform)/', ...notTypes },
  },
  {
    name: 'root-is-on-top',
    comment: 'academy.ts, main.ts and cli.ts put the server together: nothing inside it may reach back to them.',
    from: { path: '^server/', pathNot: [COMPOSITION_ROOT, TEST_FILE] },
    to: { path: COMPOSITION_ROOT },
  },
  {
    name: 'no-cycle',
    comment: 'Files that need each other are one file in two places: take out what both need.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-cycle-of-features',
    comment:
      'Two features that know each other, be it by types, cannot be understood apart: let one listen to the facts of the other.',
    scope: 'folder',
    from: { path: '^server/(?!platform)[^/]+$' },
    to: { circular: true, path: '^server/(?!platform)[^/]+$' },
  },
];

/** Rules about the borders between the programs. */
const programs = [
  {
    name: 'pages-stay-in-the-browser',
    comment: "Pages see their own tree and contracts: never Electron, Node, or the server's insides.",
    from: { path: '^renderer/', pathNot: TEST_FILE },
    to: {
      path: ['^(server|app|migrations|build|tests)/', '^node_modules/(electron|zod)/'],
      pathNot: ['^server/(.+/|)contract\\.ts$', '^app/ipc/contract\\.ts$'],
    },
  },
  {
    name: 'pages-know-no-node',
    comment: 'A browser has no node: modules; what a page needs from the machine it asks the server for.',
    from: { path: '^renderer/', pathNot: TEST_FILE },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pages-tests-stay-in-the-browser',
    comment: "Not even a test beside a page may import the server's insides: such a test belongs to tests/.",
    from: { path: `^renderer/.*${TEST_FILE}` },
    to: { path: ['^(server|app|migrations)/', '^node_modules/electron/'], pathNot: '(^|/)contract\\.ts$' },
  },
  {
    name: 'pages-take-types-of-contracts',
    comment: 'Contracts reach the pages as types only, so that no schema library is sent to a phone.',
    from: { path: '^renderer/' },
    to: { path: '^(server|app)/.*contract\\.ts$', pathNot: PLAIN_CONTRACTS, ...notTypes },
  },
  {
    name: 'plain-contracts-import-nothing',
    comment: 'A contract whose values reach the pages brings nothing along: no package, no other file.',
    from: { path: PLAIN_CONTRACTS },
    to: { ...notTypes },
  },
  {
    name: 'kit-knows-no-feature',
    comment: 'The design system serves every screen: it knows no feature and no page.',
    from: { path: '^renderer/(kit|platform)/', pathNot: TEST_FILE },
    to: { path: '^renderer/(features|academy|console)/' },
  },
  {
    name: 'screens-know-no-entry',
    comment: 'Screens are used by both entries, so they know neither; and the entries do not know each other.',
    from: { path: '^renderer/(features|academy|console)/' },
    to: { path: '^renderer/(academy|console)/', pathNot: '^renderer/$1/' },
  },
  {
    name: 'server-knows-no-window',
    comment:
      'The server is a plain Node program: it runs without a screen, and knows neither Electron, the console nor the pages.',
    from: { path: '^(server|migrations)/' },
    to: { path: ['^(app|renderer)/', '^node_modules/(@types/)?(electron|react|react-dom|@mantine/[^/]+)/'] },
  },
  {
    name: 'console-controls-from-outside',
    comment:
      "The console's main process speaks to the server through its control contract: no insides, no pages, no packages but zod.",
    from: { path: '^app/', pathNot: TEST_FILE },
    to: {
      path: ['^(server|renderer|migrations|build|tests)/', ANY_PACKAGE],
      pathNot: ['^server/supervisor/contract\\.ts$', '^node_modules/(electron|zod|@types/node)/'],
    },
  },
  {
    name: 'console-tests-control-from-outside',
    comment: "Not even a test beside the console's files may import the server's insides or a page.",
    from: { path: `^app/.*${TEST_FILE}` },
    to: { path: '^(server|renderer)/', pathNot: '^server/supervisor/contract\\.ts$' },
  },
  {
    name: 'preload-is-a-bridge',
    comment: 'The preload script runs beside the page: electron and the IPC contract, nothing that could be misused.',
    from: { path: '^app/preload\\.ts$' },
    to: { pathNot: ['^node_modules/electron/', '^app/ipc/contract\\.ts$'] },
  },
  {
    name: 'migrations-stand-alone',
    comment:
      'A migration must mean the same in ten years: types of knex, hashes of Node and helpers of its own, never server code.',
    from: { path: '^migrations/', pathNot: TEST_FILE },
    to: { pathNot: ['^migrations/', '^node_modules/knex/', '^(node:)?crypto$'] },
  },
  {
    name: 'migrations-take-types-of-knex',
    comment: 'A migration is given its connection; it never opens one.',
    from: { path: '^migrations/', pathNot: TEST_FILE },
    to: { path: '^node_modules/knex/', ...notTypes },
  },
  {
    name: 'product-knows-no-test',
    comment: 'What ships does not depend on tests or on the tools of the repository.',
    from: { path: '^(server|app|renderer|migrations)/', pathNot: TEST_FILE },
    to: { path: '^(tests|build)/' },
  },
  {
    name: 'server-ships-its-packages',
    comment: 'The server is installed without development packages: what it runs with belongs under dependencies.',
    from: { path: '^(server|migrations)/', pathNot: TEST_FILE },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], ...notTypes },
  },
  {
    name: 'imports-resolve',
    comment: 'An import that leads nowhere was misspelt, or its package is not in package.json.',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: [...layers, ...features, ...programs].map(rule => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|release|coverage|test-results)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.d.ts'],
    },
  },
};
