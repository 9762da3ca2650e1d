import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPatience } from './patience.ts';

const START = Date.parse('2026-11-21T09:00:00Z');
beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

describe('patience', () => {
  it('waits as long as it was told, says until when, and then for nothing', async () => {
    const patience = createPatience();
    const told: (number | null)[] = [];
    patience.onChange(() => told.push(patience.until()));
    const waited = patience.wait(12);
    expect(patience.until()).toBe(START + 12_000);
    await vi.advanceTimersByTimeAsync(12_000);
    await waited;
    expect(told).toEqual([START + 12_000, null]);
  });
  it('shows the longest of several, of the same length too', async () => {
    const patience = createPatience();
    const all = [patience.wait(5), patience.wait(5), patience.wait(9)];
    expect(patience.until()).toBe(START + 9000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(patience.until()).toBe(START + 9000);
    await vi.advanceTimersByTimeAsync(4000);
    await Promise.all(all);
    expect(patience.until()).toBeNull();
  });
  it('ends at once when nobody wants the answer any more', async () => {
    const patience = createPatience();
    const page = new AbortController();
    const left = patience.wait(60, page.signal);
    page.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(patience.until()).toBeNull();
    await expect(patience.wait(60, page.signal)).rejects.toThrow('left');
  });
});
