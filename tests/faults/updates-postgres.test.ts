/** Promise 3 on PostgreSQL, whose copy for going back is a dump: what fails over the live data, and kills while it is changed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersWrongly, failsOnLiveData } from '../harness/bad-packages.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { findPostgres } from '../harness/programs.ts';
import { type Blow, HALF_WAY, type Moment, prepareTrials, printTable, type Trials } from '../harness/update-trials.ts';

let postgres: TestPostgres;
let trials: Trials;

beforeAll(async () => {
  if (!findPostgres()) return;
  postgres = await startPostgres();
  trials = await prepareTrials(postgres);
});
afterAll(async () => {
  trials?.remove();
  await postgres?.stop();
});

describe.skipIf(!findPostgres())('an update on PostgreSQL', { concurrent: true }, () => {
  const blows = new Map<Moment, Blow>();
  const moments = ['replacing', 'migrating', HALF_WAY, 'starting', 'probing', 'rolling-back'] as const;
  afterAll(() => printTable(blows));

  test.for([failsOnLiveData, answersWrongly].map(bad => [bad.name, bad] as const))(
    '%s is rolled back, program and data',
    async ([, bad], { onTestFinished }) => {
      const ending = await trials.take(bad, onTestFinished);
      expect(ending).toEqual({ state: 'rolled-back', reason: expect.stringMatching(bad.reason) });
    },
  );

  test.for(moments)(
    'killed while %s: the next start brings the old academy back, or the new one, never half of one',
    async (moment, { onTestFinished }) => {
      const blow = await trials.strike(moment, onTestFinished);
      expect(['done', 'rolled-back']).toContain(blow.state);
      blows.set(moment, blow);
    },
  );
});
