/**
 * Promise 3: updates roll back, data included. Real packages with a real server in them, each bad in one way; and a good one whose
 * update is killed in every state. Nothing but the loopback address is used.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPointer } from '../../server/platform/programs/pointer.ts';
import { badPackages } from '../harness/bad-packages.ts';
import { eventually } from '../harness/eventually.ts';
import { beginUpdate, NEW_VERSION, OLD_VERSION, servedVersion, untilUpdated } from '../harness/update-room.ts';
import { type Blow, type Moment, MOMENTS, prepareTrials, printTable, type Trials } from '../harness/update-trials.ts';

let trials: Trials;

beforeAll(async () => {
  trials = await prepareTrials();
});
afterAll(() => trials?.remove());

describe.concurrent('a package', () => {
  test.for(badPackages.map(bad => [bad.name, bad] as const))(
    '%s is refused or rolled back, program and data',
    async ([, bad], { onTestFinished }) => {
      const ending = await trials.take(bad, onTestFinished);
      expect(ending).toEqual({ state: 'rolled-back', reason: expect.stringMatching(bad.reason) });
    },
  );

  test('that is good: the new program serves the migrated data, and what was kept for going back is gone', async ({
    onTestFinished,
  }) => {
    const { data, start, isChanged } = await trials.academyWith(trials.good, onTestFinished);
    const server = await start({ LYCEUM_WORKERS: '1' });
    expect(await servedVersion(server.url)).toBe(OLD_VERSION);
    await beginUpdate(data);
    expect(await untilUpdated(data, server.url)).toMatchObject({ state: 'done', reason: null });
    expect(await servedVersion(server.url)).toBe(NEW_VERSION);
    await eventually('all is cleared away', () => readdirSync(join(data, '.operation')).length === 0);
    await server.stop();
    expect(await isChanged()).toBe(true);
    expect(readPointer(data)).toMatchObject({ version: NEW_VERSION, confirmed: true });
    // The backup before it is there, and proved.
    const [id] = readdirSync(join(data, 'backups', 'safety'));
    expect(JSON.parse(readFileSync(join(data, 'backups', 'safety', id ?? '', 'proof.json'), 'utf8'))).toMatchObject({
      ok: true,
    });
    const again = await start();
    expect(await servedVersion(again.url)).toBe(NEW_VERSION);
  });
});

describe.concurrent('kill -9 of everything while an update is', () => {
  const blows = new Map<Moment, Blow>();
  afterAll(() => printTable(blows));

  test.for(MOMENTS)(
    '%s: the next start brings the old academy back, or the new one, never half of one',
    async (moment, { onTestFinished }) => {
      const blow = await trials.strike(moment, onTestFinished);
      expect(['done', 'rolled-back']).toContain(blow.state);
      blows.set(moment, blow);
    },
  );
});
