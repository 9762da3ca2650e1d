import { expect, test } from 'vitest';
import { advance, causeOf, CANCELLED, hasEnded, type OperationState, progressOf, secondsLeft } from './states.ts';

const begun: OperationState = { name: 'verifying' };
const advanced = (times: number) =>
  Array.from({ length: times }).reduce<OperationState>(state => advance(state, { name: 'advanced' }), begun);
const forward = Array.from({ length: 9 }, (_, times) => advanced(times));

test('why it went back can be told by programs too', () => {
  const verifying = { name: 'verifying' } as const;
  expect(causeOf(verifying)).toBeNull();
  expect(causeOf(advance(verifying, { name: 'cancelled' }))).toBe('cancelled');
  expect(causeOf(advance(verifying, { name: 'interrupted' }))).toBe('interrupted');
  expect(causeOf(advance(verifying, { name: 'faulted', reason: 'No room.' }))).toBe('fault');
});

test('the way forward has nine states and ends', () => {
  expect(forward.map(state => state.name).join(' ')).toBe(
    'verifying saving draining stopping replacing migrating starting probing done',
  );
  const done: OperationState = { name: 'done' };
  expect(advance(done, { name: 'advanced' })).toBe(done);
  expect(forward.map(hasEnded)).toEqual([...Array.from({ length: 8 }, () => false), true]);
});

test('a fault or an interruption in any state but the last leads back', () => {
  for (const state of forward.slice(0, 8)) {
    expect(advance(state, { name: 'faulted', reason: 'why' })).toEqual({ name: 'rolling-back', reason: 'why' });
    expect(advance(state, { name: 'interrupted' }).name).toBe('rolling-back');
  }
  const done: OperationState = { name: 'done' };
  expect(advance(done, { name: 'interrupted' })).toBe(done);
});

test('it can be cancelled only while people still work', () => {
  const after = forward.map(state => advance(state, { name: 'cancelled' }));
  expect(after.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => ({ name: 'rolling-back', reason: CANCELLED })));
  expect(after.slice(3)).toEqual(forward.slice(3));
});

test('going back keeps the reason, goes on after an interruption, and is tried again when it failed', () => {
  const back: OperationState = { name: 'rolling-back', reason: 'why' };
  expect(advance(back, { name: 'advanced' })).toEqual({ name: 'rolled-back', reason: 'why' });
  expect(advance(back, { name: 'interrupted' })).toBe(back);
  const failed = advance(back, { name: 'faulted', reason: 'no disk' });
  expect(failed).toEqual({ name: 'failed', reason: 'why Going back failed as well: no disk' });
  expect(advance(failed, { name: 'interrupted' }).name).toBe('rolling-back');
});

test('progress never goes back on the way forward, and tells the time left', () => {
  const told = forward.flatMap(state => [progressOf(state, 0), progressOf(state, 0.5), progressOf(state, 1)]);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  expect(progressOf({ name: 'done' }, 0)).toBe(1);
  expect(secondsLeft(0.25, 30_000)).toBe(90);
  expect(secondsLeft(0.001, 30_000)).toBeNull();
});
