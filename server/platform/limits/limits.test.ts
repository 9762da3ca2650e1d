import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../tests/harness/folders.ts';
import { createGate } from './gate.ts';
import { type Counter, type Limits, openLimits } from './limits.ts';
import { createMeter } from './meter.ts';

const clock = { now: () => Date.now() };
let folder: ReturnType<typeof temporaryFolder>;
let limits: Limits;
const open = () =>
  openLimits({ engine: 'sqlite', url: undefined, folder: folder.path, redisUrl: undefined, onLost: () => {} });
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 9) });
  folder = temporaryFolder('limits');
  limits = await open();
});
afterEach(async () => {
  await limits.close();
  vi.useRealTimers();
  folder.remove();
});

describe('a counter', () => {
  it('adds up over every process, and is over when its time is', async () => {
    const other = await open();
    expect(await limits.counter('x').add('k', 2, 60)).toEqual({ points: 2, msLeft: 60_000 });
    vi.advanceTimersByTime(20_000);
    expect(await other.counter('x').add('k', 1, 60)).toEqual({ points: 3, msLeft: 40_000 });
    expect(await limits.counter('y').peek('k')).toBeNull();
    vi.advanceTimersByTime(40_001);
    expect(await limits.counter('x').peek('k')).toBeNull();
    expect(await limits.tidy(Date.now())).toBe(1);
    await other.close();
  });
  it('takes back no more than there is', async () => {
    const counter = limits.counter('x');
    await counter.add('k', 2, 60);
    await counter.takeBack('k', 5);
    expect(await counter.peek('k')).toBeNull();
    expect((await counter.add('k', 1, 60)).points).toBe(1);
  });
  it('can be set and forgotten', async () => {
    const counter = limits.counter('x');
    await counter.set('k', 1, 10);
    expect(await counter.peek('k')).toEqual({ points: 1, msLeft: 10_000 });
    await counter.forget('k');
    expect(await counter.peek('k')).toBeNull();
  });
});

it('a limit refuses from its last point on and says for how long', async () => {
  const limit = limits.limit('x', 2, 120);
  await limit.count('k');
  await limit.check('k');
  await limit.count('k');
  await expect(limit.check('k')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 120 });
  await limit.forget('k');
  await limit.check('k');
});

describe('a gate', () => {
  it('lets so many through at a time, and every one in the end', async () => {
    const gate = createGate(2);
    let inside = 0;
    let most = 0;
    const use = async () => {
      most = Math.max(most, ++inside);
      await Promise.resolve();
      inside--;
    };
    await Promise.all(Array.from({ length: 9 }, () => gate.run('k', use)));
    expect([most, inside]).toEqual([2, 0]);
  });
  it('stays open after a fault', async () => {
    const gate = createGate(1);
    await expect(gate.run('k', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await gate.run('k', async () => 7)).toBe(7);
  });
});

describe('a meter', () => {
  const counted = () => {
    const calls: [string, number][] = [];
    const inner = limits.counter('rates');
    const counter: Counter = {
      ...inner,
      add: (key, points, seconds) => {
        calls.push([key, points]);
        return inner.add(key, points, seconds);
      },
    };
    return { counter, calls };
  };
  it('counts in memory and tells the store in one go', async () => {
    const { counter, calls } = counted();
    const meter = createMeter(counter, clock);
    for (let i = 0; i < 500; i++) expect(meter.ask('k', 1000, 3600).admitted).toBe(true);
    expect(calls).toEqual([]);
    await meter.flush();
    expect(calls).toEqual([['k', 500]]);
    expect(meter.ask('k', 1000, 3600)).toEqual({ admitted: true, remaining: 499, reset: 3600 });
    await meter.close();
  });
  it('knows after that what the others counted, and admits no more than the limit', async () => {
    const [one, two] = [createMeter(limits.counter('r'), clock), createMeter(limits.counter('r'), clock)];
    for (let i = 0; i < 60; i++) one.ask('k', 100, 3600);
    await one.flush();
    two.ask('k', 100, 3600);
    await two.flush();
    const admitted = Array.from({ length: 60 }, () => two.ask('k', 100, 3600)).filter(verdict => verdict.admitted);
    expect(admitted.length).toBe(39);
    vi.advanceTimersByTime(3_600_001);
    expect(two.ask('k', 100, 3600)).toMatchObject({ admitted: true, remaining: 99 });
    await one.close();
    await two.close();
  });
});
