/** Counting in Redis: shared by all, and when Redis goes away nobody is refused because of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Limits, openLimits } from '../../server/platform/limits/limits.ts';
import { eventually } from '../harness/eventually.ts';
import { findRedis } from '../harness/programs.ts';
import { startRedis, type TestRedis } from '../harness/redis.ts';

describe.skipIf(!findRedis())('counts in Redis', () => {
  let redis: TestRedis;
  let processes: Limits[];
  let lost: string[];
  const open = () =>
    openLimits({
      engine: 'sqlite',
      url: undefined,
      folder: '/nowhere',
      redisUrl: redis.url,
      onLost: ({ message }) => lost.push(message),
    });
  beforeEach(async () => {
    redis = await startRedis();
    lost = [];
    processes = await Promise.all([open(), open()]);
    const [one, two] = processes as [Limits, Limits];
    await eventually('both count in Redis', async () => {
      await one.counter('warm').set('k', 1, 60);
      return (await two.counter('warm').peek('k')) !== null;
    });
  });
  afterEach(async () => {
    for (const limits of processes) await limits.close();
    await redis.stop();
  });

  it('are those of every process, and end by themselves', async () => {
    const [one, two] = processes as [Limits, Limits];
    await one.counter('tries').add('k', 2, 60);
    const sum = await two.counter('tries').add('k', 3, 60);
    expect(sum.points).toBe(5);
    expect(sum.msLeft).toBeGreaterThan(0);
    expect(sum.msLeft).toBeLessThanOrEqual(60_000);
    await two.counter('tries').takeBack('k', 4);
    expect((await one.counter('tries').peek('k'))?.points).toBe(1);
    await one.counter('tries').forget('k');
    expect(await two.counter('tries').peek('k')).toBeNull();
  });

  it('go on in each process alone while Redis is away, and together again afterwards', async () => {
    const [one, two] = processes as [Limits, Limits];
    const limit = one.limit('guesses', 3, 60);
    await limit.count('k');
    await redis.pause();
    for (let i = 0; i < 3; i++) await limit.count('k');
    await expect(limit.check('k')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await two.limit('guesses', 3, 60).check('k');
    await eventually('both have noticed', () => lost.length >= 2);
    await redis.resume();
    await eventually('they count together again', async () => {
      const { points } = await one.counter('after').add('k', 1, 60);
      return (await two.counter('after').peek('k'))?.points === points;
    });
  });
});
