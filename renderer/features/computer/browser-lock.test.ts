import { expect, test } from 'vitest';
import { createBrowserLock } from './browser-lock.ts';

function storage() {
  const all = new Map<string, string>();
  return {
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
  };
}

function tabs() {
  const place = storage();
  const clock = { now: 1_000_000 };
  const heard: (() => void)[] = [];
  const open = () =>
    createBrowserLock({
      place,
      now: () => clock.now,
      isSignedIn: () => true,
      onOtherTab: hear => void heard.push(hear),
    });
  return { clock, open, news: () => heard.forEach(hear => hear()) };
}

test('locks after ten minutes without a touch in any tab, and stays locked over a reload', () => {
  const { clock, open } = tabs();
  const [one, two] = [open(), open()];
  clock.now += 9 * 60_000;
  two.touch();
  clock.now += 9 * 60_000;
  one.look();
  expect(one.state().locked).toBe(false);
  clock.now += 60_000;
  one.look();
  expect([one, two, open()].map(tab => tab.state().locked)).toEqual([true, true, true]);
});

test('opened in one tab, it is open in the others', () => {
  const { open, news } = tabs();
  const [one, two] = [open(), open()];
  const told: boolean[] = [];
  two.onState(({ locked }) => told.push(locked));
  one.lock();
  news();
  one.open();
  news();
  expect(told).toEqual([true, false]);
});

test('the minutes are kept; never means never', () => {
  const { clock, open } = tabs();
  const lock = open();
  lock.setMinutes(null);
  clock.now += 1e9;
  lock.look();
  expect(lock.state()).toMatchObject({ locked: false, minutes: null });
  lock.setMinutes(5);
  expect(open().state().minutes).toBe(5);
});

test('without storage it locks as long as the page lasts', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  const place = { getItem: refuse, setItem: refuse, removeItem: refuse };
  const lock = createBrowserLock({ place, now: () => 0, isSignedIn: () => true, onOtherTab: () => {} });
  lock.lock();
  expect(lock.state().locked).toBe(true);
  lock.open();
  expect(lock.state().locked).toBe(false);
});

test('nobody signed in, nothing locked', () => {
  const lock = createBrowserLock({ place: storage(), now: () => 0, isSignedIn: () => false, onOtherTab: () => {} });
  lock.lock();
  expect(lock.state().locked).toBe(false);
});
