import { describe, expect, it, vi } from 'vitest';
import { pages as academyPages } from './academy/routes.ts';
import { pages as consolePages } from './console/routes.ts';
import { rooms, settingsSections } from './console/rooms.ts';
import { HELP_PAGES } from './features/help/pages.ts';

// The lists of pages ask at once whether they stand in the console's window.
vi.hoisted(() => Object.assign(globalThis, { window: {} }));

/** Screens without a page of their own, and why. */
const WITHOUT: Record<string, string> = {
  '/help': 'is the list of all help pages',
  '/help/$page': 'is a help page itself',
  '/console/help': 'is the list of all help pages',
  '/console/help/$page': 'is a help page itself',
};
const explained = new Set(HELP_PAGES.flatMap(({ screens }) => screens));
const inConsole = (path: string) => (path === '/' ? '/console' : `/console${path}`);
const paths = {
  academy: academyPages.map(({ path }) => path),
  console: consolePages.map(({ path }) => inConsole(path)),
};

describe.each(['academy', 'console'] as const)('every screen of the %s', entry => {
  it('has a help page', () => {
    expect(paths[entry].length).toBeGreaterThan(10);
    expect(paths[entry].filter(path => !explained.has(path) && !(path in WITHOUT))).toEqual([]);
  });
});

it('explains every room of the console and every section of its settings', () => {
  const places = [...rooms, ...settingsSections].map(({ path }) => inConsole(path));
  expect(places.filter(path => !explained.has(path))).toEqual([]);
});

it('explains no screen twice, and exempts none that is explained', () => {
  const screens = HELP_PAGES.flatMap(page => page.screens);
  expect(screens.filter((path, at) => screens.indexOf(path) !== at)).toEqual([]);
  expect(Object.keys(WITHOUT).filter(path => explained.has(path))).toEqual([]);
});
