/** Update packages that are bad in one way each, with where that shows and what people read. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { type Patches, withMigration, withPrelude } from './update-room.ts';

export interface BadPackage {
  name: string;
  /** What it changes of the program; without it the good package is spoilt, or made for another version. */
  patches?: Patches;
  from?: string;
  spoil?: (path: string) => void;
  /** Seconds; only where the program hangs. */
  patience?: number;
  /** What the report says. */
  reason: RegExp;
}

/** Changes the schema and every row of a table, so that what went half-way shows. */
export const CHANGE = `await knex.schema.createTable('trial', t => t.integer('id'));
  await knex.schema.alterTable('users', t => t.string('trial'));
  await knex('user_profiles').update({ first_name: 'changed' });`;
/** In the rehearsal the copy is served for reading only. */
const LIVE = `!process.env.LYCEUM_READ_ONLY`;
const HANGS = 'await new Promise(done => setTimeout(done, 1e9));';

export const failsOnLiveData: BadPackage = {
  name: 'whose migration fails on the live data after the half of it',
  patches: withMigration(`${CHANGE} if (${LIVE}) throw new Error('no such luck');`),
  reason: /could not bring the data up to date.*no such luck/s,
};

/** For a kill in the middle of a migration: it leaves a mark in the data folder, and hangs. */
export const MARK = 'half-way';
export const stopsHalfWay: Patches = withMigration(
  `${CHANGE} if (${LIVE}) { (await import('node:fs')).mkdirSync(process.env.LYCEUM_DATA + '/${MARK}'); ${HANGS} }`,
);

export const answersWrongly: BadPackage = {
  name: 'that answers wrongly over the live data',
  patches: {
    ...withMigration(CHANGE),
    'server/site/service.ts': text =>
      text.replace(
        'const read = async (): Promise<Site> =>',
        `const read = async (): Promise<Site> => process.env.LYCEUM_ROLE === 'trial' ? Promise.reject(new Error('broken')) :`,
      ),
  },
  reason: /answers .* with 500/,
};

/** Those that hang first: while they are waited for, others run. */
export const badPackages: readonly BadPackage[] = [
  {
    name: 'that hangs when it starts',
    patches: {
      ...withMigration(CHANGE),
      'server/main.ts': text =>
        text.replace('  const ending = await supervise(', `  if (${LIVE}) ${HANGS}\n  const ending = await supervise(`),
    },
    // The rehearsal, which goes well, must be over within that too.
    patience: 30,
    reason: /did not serve within 30 seconds/,
  },
  {
    name: 'whose migration hangs on the live data',
    patches: withMigration(`${CHANGE} if (${LIVE}) ${HANGS}`),
    patience: 30,
    reason: /did not bring the data up to date within 30 seconds/,
  },
  {
    name: 'whose migration hangs on the copy',
    patches: withMigration(HANGS),
    patience: 8,
    reason: /rehearsal.*did not come up within 8 s/,
  },
  { name: 'cut off', spoil: path => truncateSync(path, 200_000), reason: /damaged|cut off/ },
  {
    name: 'changed after it was signed',
    spoil: path => {
      const bytes = readFileSync(path);
      bytes.fill(0, 90_000, 90_010);
      writeFileSync(path, bytes);
    },
    reason: /damaged|not what was signed/,
  },
  { name: 'for a later version than ours', from: '5.0.0', reason: /Update to 5\.0\.0 first/ },
  {
    name: 'whose migration fails on the copy',
    patches: withMigration(`${CHANGE} throw new Error('no such luck');`),
    reason: /rehearsal on a copy failed.*no such luck/s,
  },
  {
    name: 'that answers wrongly on the copy',
    patches: {
      'server/learning/routes.ts': text =>
        text.replaceAll('home:', 'home: may("nobody:may", async () => { throw new Error(); }), old:'),
    },
    reason: /rehearsal on a copy failed/,
  },
  failsOnLiveData,
  {
    name: 'whose migration is killed on the live data',
    patches: withMigration(`if (${LIVE}) { ${CHANGE} process.kill(process.pid, 'SIGKILL'); }`),
    reason: /could not bring the data up to date \(SIGKILL\)/,
  },
  {
    name: 'that does not start on the live data',
    patches: {
      ...withMigration(CHANGE),
      ...withPrelude(`if (!process.env.LYCEUM_ROLE && ${LIVE}) process.exit(9);`),
    },
    reason: /did not come up: it ended with code 9/,
  },
  {
    name: 'that falls over once it has started',
    patches: {
      ...withMigration(CHANGE),
      // After answers that were right: the probe asks for the courses in the middle, and once more two seconds after its last question.
      'server/courses/routes.ts': text =>
        text.replace(
          'list: anyone(({ query, actor }) => courses.list(query, actor)),',
          `list: anyone(({ query, actor }) => {
            if (process.env.LYCEUM_ROLE === 'trial') setTimeout(() => process.exit(9), 1000);
            return courses.list(query, actor);
          }),`,
        ),
    },
    reason: /does not answer/,
  },
  answersWrongly,
];
