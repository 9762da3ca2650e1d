import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../tests/harness/memory-storage.ts';
import type { Answer, SavedAnswer } from '../../../server/assessments/contract.ts';
import { createAutosaver } from './autosaver.ts';
import { keptAnswersIn } from './kept-answers.ts';

/** A server that can be unplugged. */
function server() {
  const log: [number, Answer][] = [];
  let failure: { code: string; message: string } | null = null;
  return {
    log,
    fail: (code: string | null, message = '') => {
      failure = code === null ? null : { code, message };
    },
    save: async (question_id: number, answer: Answer): Promise<SavedAnswer> => {
      if (failure) throw Object.assign(new Error(failure.message), { code: failure.code });
      log.push([question_id, answer]);
      return { question_id, answer, saved_at: new Date(Date.now()).toISOString() };
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T10:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function open(store = memoryStorage(), { save } = server(), saved: SavedAnswer[] = []) {
  const kept = keptAnswersIn(store, 12);
  const autosaver = createAutosaver({ save, kept, now: Date.now, serverAhead: 0, saved });
  autosaver.start();
  return { autosaver, kept, store };
}

describe('the autosaver', () => {
  test('saves a choice at once and text when typing rests', async () => {
    const host = server();
    const { autosaver, kept } = open(memoryStorage(), host);
    autosaver.answer(1, ['a'], 0);
    autosaver.answer(2, 'pac', 400);
    autosaver.answer(2, 'packet', 400);
    await vi.advanceTimersByTimeAsync(399);
    expect(host.log).toEqual([[1, ['a']]]);
    await vi.advanceTimersByTimeAsync(1);
    expect(host.log).toEqual([
      [1, ['a']],
      [2, 'packet'],
    ]);
    expect(kept.all().size).toBe(0);
  });

  test('answers given without a connection reach the server once it is back, each once and in order', async () => {
    const host = server();
    const { autosaver, kept } = open(memoryStorage(), host);
    host.fail('OFFLINE');
    autosaver.answer(1, ['a'], 0);
    autosaver.answer(2, ['b'], 0);
    autosaver.answer(1, ['c'], 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(autosaver.state().autosave.failures).toBe(1);
    expect([...kept.all().keys()]).toEqual([1, 2]);
    host.fail(null);
    autosaver.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(host.log).toEqual([
      [2, ['b']],
      [1, ['c']],
    ]);
    expect(kept.all().size).toBe(0);
  });

  test('what a closed page left unsent is sent by the next one', async () => {
    const store = memoryStorage();
    const host = server();
    host.fail('OFFLINE');
    const first = open(store, host);
    first.autosaver.answer(1, ['a'], 0);
    const stop = first.autosaver.start();
    await vi.advanceTimersByTimeAsync(0);
    stop();
    host.fail(null);
    const second = open(store, host);
    expect(second.autosaver.state().answers.get(1)).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.log).toEqual([[1, ['a']]]);
  });

  test('an answer saved later from another device is not overwritten by an older one kept here', async () => {
    const store = memoryStorage();
    const host = server();
    keptAnswersIn(store, 12).keep(1, { answer: ['old'], givenAt: Date.parse('2026-11-21T09:00:00Z') });
    const { autosaver } = open(store, host, [
      { question_id: 1, answer: ['new'], saved_at: '2026-11-21T09:30:00.000Z' },
    ]);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.log).toEqual([]);
    expect(autosaver.state().answers.get(1)).toEqual(['new']);
  });

  test('an attempt closed elsewhere ends the sending and forgets what was kept', async () => {
    const host = server();
    const { autosaver, kept } = open(memoryStorage(), host);
    host.fail('ATTEMPT_CLOSED');
    autosaver.answer(1, ['a'], 0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(autosaver.state().autosave.closed).toBe(true);
    expect(kept.all().size).toBe(0);
  });

  test('a refusal is shown and not tried again', async () => {
    const host = server();
    const { autosaver } = open(memoryStorage(), host);
    host.fail('VALIDATION_ERROR', 'This is not a number.');
    autosaver.answer(1, 'abc', 0);
    await vi.advanceTimersByTimeAsync(0);
    host.fail(null);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(autosaver.state().autosave.refused.get(1)).toBe('This is not a number.');
    expect(host.log).toEqual([]);
  });
});
