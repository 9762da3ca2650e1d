import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../../tests/harness/memory-storage.ts';
import type { Report, Unsent } from './reporter.ts';
import { createStudyLog, putBack, sendLeft, takeLeft } from './study-log.ts';

function server() {
  const taken: Report[] = [];
  const host = {
    taken,
    down: false,
    code: 'OFFLINE',
    seconds: () => taken.reduce((sum, { time_spent = 0 }) => sum + time_spent, 0),
    send: async (report: Report) => {
      await Promise.resolve();
      if (host.down) throw Object.assign(new Error(), { code: host.code });
      taken.push(report);
    },
  };
  return host;
}

function open(store: ReturnType<typeof memoryStorage>, host: ReturnType<typeof server>, tab = 'a') {
  const about = { userId: 1, courseId: 2, moduleId: 3 };
  return createStudyLog({ about, tab, store, now: () => 1000, send: host.send, onTaken: () => {} });
}
const later = 100_000;
/** What another window of person 1 may take. */
const taken = (store: ReturnType<typeof memoryStorage>, now = later, fields = {}) =>
  takeLeft(store, { userId: 1, now, tab: 'b', open: new Set(), ...fields });

describe('the log of a lesson', () => {
  test('sends and forgets', async () => {
    const [store, host] = [memoryStorage(), server()];
    const log = open(store, host);
    log.note({ seconds: 4, position: 40 });
    log.note({ seconds: 6, position: 46 });
    const sending = log.flush();
    expect(log.state()).toBe('saving');
    await sending;
    expect(log.state()).toBe('saved');
    expect(host.taken).toEqual([{ time_spent: 10, last_position: 46 }]);
    expect(store.length).toBe(0);
  });

  test('keeps what could not be sent, adds to it, and sends each second once', async () => {
    const [store, host] = [memoryStorage(), server()];
    const log = open(store, host);
    host.down = true;
    log.note({ seconds: 10, position: 10 });
    await log.flush();
    expect(log.state()).toBe('kept');
    log.note({ seconds: 5, position: 15, completed: true });
    host.down = false;
    await log.flush();
    expect(host.taken).toEqual([{ time_spent: 15, last_position: 15, completed: true }]);
    expect(store.length).toBe(0);
  });

  test('notes made while a report is on its way go with the next', async () => {
    const [store, host] = [memoryStorage(), server()];
    const log = open(store, host);
    log.note({ seconds: 10 });
    const first = log.flush();
    log.note({ seconds: 3 });
    await Promise.all([first, log.flush()]);
    expect(host.taken.map(({ time_spent }) => time_spent)).toEqual([10, 3]);
  });

  test('what the server refuses is not tried again', async () => {
    const [store, host] = [memoryStorage(), server()];
    const log = open(store, host);
    Object.assign(host, { down: true, code: 'NOT_ENROLLED' });
    log.note({ seconds: 10 });
    await log.flush();
    expect(store.length).toBe(0);
  });
});

describe('pages that are gone', () => {
  const sender = (
    host: ReturnType<typeof server>,
    store: ReturnType<typeof memoryStorage>,
    lastAccessed: number | null = null,
  ) => ({
    lastAccessed: async () => lastAccessed,
    send: (_: unknown, report: Report) => host.send(report),
    putBack: (unsent: Unsent) => putBack(store, unsent, 'b'),
  });

  test('leave their unsent time to the next page', async () => {
    const [store, host] = [memoryStorage(), server()];
    host.down = true;
    const gone = open(store, host);
    gone.note({ seconds: 10, position: 70 });
    await gone.flush();
    host.down = false;
    await sendLeft(taken(store), sender(host, store));
    expect(host.taken).toEqual([{ time_spent: 10, last_position: 70 }]);
    expect(store.length).toBe(0);
  });

  test('a page closed while its report was on the way leaves "done", but not the seconds, which may have arrived', async () => {
    const [store, host] = [memoryStorage(), server()];
    const gone = open(store, host);
    gone.note({ seconds: 10, completed: true });
    const sending = gone.flush();
    const left = taken(store);
    expect(left).toMatchObject([{ seconds: 0, completed: true }]);
    await sending;
    await sendLeft(left, sender(host, store));
    expect(host.seconds()).toBe(10);
    expect(host.taken.at(-1)).toEqual({ completed: true });
  });

  test('a window that was only asleep does not send what another one took over', async () => {
    const [store, host] = [memoryStorage(), server()];
    host.down = true;
    const asleep = open(store, host);
    asleep.note({ seconds: 10 });
    await asleep.flush();
    host.down = false;
    await sendLeft(taken(store), sender(host, store));
    await asleep.flush();
    expect(host.seconds()).toBe(10);
  });

  test('of somebody else, or still at work, are left alone', () => {
    const [store, host] = [memoryStorage(), server()];
    open(store, host).note({ seconds: 10 });
    expect(taken(store, later, { userId: 9 })).toEqual([]);
    expect(taken(store, 1000 + 29_999)).toEqual([]);
    expect(store.length).toBe(1);
  });

  test('are kept for later when there is still no connection', async () => {
    const [store, host] = [memoryStorage(), server()];
    open(store, host).note({ seconds: 10 });
    host.down = true;
    await sendLeft(taken(store), sender(host, store));
    expect(taken(store)).toMatchObject([{ seconds: 10 }]);
  });

  test('in this very window are taken at once, but not the page that is open', () => {
    const store = memoryStorage();
    open(store, server()).note({ seconds: 10 });
    expect(taken(store, 1000, { tab: 'a', open: new Set([3]) })).toEqual([]);
    expect(taken(store, 1000, { tab: 'a' })).toMatchObject([{ moduleId: 3, seconds: 10 }]);
  });
});
