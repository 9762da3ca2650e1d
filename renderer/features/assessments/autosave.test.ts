import { describe, expect, test } from 'vitest';
import {
  acknowledged,
  type Autosave,
  begin,
  changed,
  closed,
  next,
  pauseBefore,
  reconnected,
  refused,
  sent,
  unreached,
  unsaved,
  wordFor,
} from './autosave.ts';

const AT = '2026-11-21T19:14:32.000Z';
const answer = (state: Autosave, questionId: number, value: string, now = 0, delay = 0) =>
  changed(state, { questionId, answer: value, now, givenAt: now, delay });
/** Sends what is next and answers the state with it on its way. */
function send(state: Autosave, now = 0) {
  const out = next(state, now);
  if (!out) throw new Error('nothing to send');
  return { out, state: sent(state, out.questionId, out.revision) };
}

describe('order', () => {
  test('answers go one at a time, the longest waiting first', () => {
    const both = answer(answer(begin(null), 7, 'a'), 3, 'b');
    const first = send(both);
    expect(first.out.questionId).toBe(7);
    expect(next(first.state, 0)).toBeNull();
    const second = send(acknowledged(first.state, 7, first.out.revision, AT));
    expect(second.out).toMatchObject({ questionId: 3, answer: 'b' });
  });

  test('the last answer to a question is the one sent', () => {
    const state = answer(answer(begin(null), 7, 'first'), 7, 'last');
    expect(send(state).out.answer).toBe('last');
    expect(unsaved(state)).toEqual({ 7: 'last' });
  });

  test('an answer changed while the older one is on its way is sent after it', () => {
    const going = send(answer(begin(null), 7, 'first'));
    const newer = answer(going.state, 7, 'last');
    const back = acknowledged(newer, 7, going.out.revision, AT);
    expect(wordFor(back)).toBe('saving');
    expect(send(back).out.answer).toBe('last');
  });

  test('typing is waited for, and each key waits anew', () => {
    const typed = answer(answer(begin(null), 7, 'a', 0, 400), 7, 'ab', 300, 400);
    expect(next(typed, 600)).toBeNull();
    expect(pauseBefore(typed, 600)).toBe(100);
    expect(next(typed, 700)?.answer).toBe('ab');
  });

  test('text that is being typed does not hold up a choice', () => {
    const state = answer(answer(begin(null), 7, 'typing', 0, 400), 3, 'chosen', 10);
    expect(next(state, 10)?.questionId).toBe(3);
  });
});

describe('what is said', () => {
  test('saved is said only after the acknowledgement, with the time of the server', () => {
    const waiting = answer(begin(null), 7, 'a');
    expect(wordFor(waiting)).toBe('saving');
    const going = send(waiting);
    expect(wordFor(going.state)).toBe('saving');
    const done = acknowledged(going.state, 7, going.out.revision, AT);
    expect(wordFor(done)).toBe('saved');
    expect(done.savedAt).toBe(AT);
  });

  test('a refused answer is gone from the queue, and its sentence stays until it is changed', () => {
    const going = send(answer(begin(null), 7, 'abc'));
    const back = refused(going.state, 7, going.out.revision, 'This is not a number.');
    expect(back.refused.get(7)).toBe('This is not a number.');
    expect(unsaved(back)).toEqual({});
    expect(answer(back, 7, '12').refused.size).toBe(0);
  });

  test('a refusal of an older answer says nothing about the newer one', () => {
    const going = send(answer(begin(null), 7, 'abc'));
    const back = refused(answer(going.state, 7, '12'), 7, going.out.revision, 'This is not a number.');
    expect(back.refused.size).toBe(0);
    expect(unsaved(back)).toEqual({ 7: '12' });
  });
});

describe('a lost connection', () => {
  test('keeps every answer and tries again later and later, at most 15 seconds apart', () => {
    let state = answer(begin(null), 7, 'a');
    const pauses: (number | null)[] = [];
    for (let now = 0; pauses.length < 6; now = state.pausedUntil) {
      state = unreached(send(state, now).state, now);
      pauses.push(pauseBefore(state, now));
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(wordFor(state)).toBe('kept');
    expect(unsaved(state)).toEqual({ 7: 'a' });
  });

  test('sends at once when the connection is back', () => {
    const lost = unreached(send(answer(begin(null), 7, 'a')).state, 0);
    expect(next(lost, 10)).toBeNull();
    expect(next(reconnected(lost), 10)?.questionId).toBe(7);
  });

  test('a later acknowledgement ends the alarm', () => {
    const lost = reconnected(unreached(send(answer(begin(null), 7, 'a')).state, 0));
    const again = send(lost);
    const back = acknowledged(again.state, 7, again.out.revision, AT);
    expect(back).toMatchObject({ failures: 0, pausedUntil: 0, savedAt: AT });
  });
});

test('a closed attempt sends nothing and takes nothing', () => {
  const over = closed(send(answer(begin(null), 7, 'a')).state);
  const after = answer(over, 3, 'late');
  expect(next(after, 1e9)).toBeNull();
  expect(pauseBefore(after, 0)).toBeNull();
  expect(unsaved(after)).toEqual({});
});
