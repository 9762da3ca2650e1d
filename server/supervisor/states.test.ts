import { expect, test } from 'vitest';
import type { ServerState } from './contract.ts';
import { type ServerEvent, transition } from './states.ts';

const after = (...events: ServerEvent[]): ServerState['name'] =>
  events.reduce(transition, { name: 'preparing' } as ServerState).name;
const lost: ServerEvent = { name: 'lost', reason: 'A web worker was ended by SIGSEGV.' };

test('the usual life', () => {
  expect(after({ name: 'prepared' })).toBe('starting');
  expect(after({ name: 'prepared' }, { name: 'serving' })).toBe('ready');
  expect(after({ name: 'prepared' }, { name: 'serving' }, { name: 'stop' })).toBe('stopping');
  expect(after({ name: 'prepared' }, { name: 'serving' }, { name: 'stop' }, { name: 'stopped' })).toBe('stopped');
});

test('a restart serves all the while and ends in ready', () => {
  const restarting = [{ name: 'prepared' }, { name: 'serving' }, { name: 'restart' }] as const;
  expect(after(...restarting)).toBe('restarting');
  expect(after(...restarting, { name: 'serving' })).toBe('restarting');
  expect(after(...restarting, { name: 'restarted' })).toBe('ready');
  expect(after({ name: 'prepared' }, { name: 'restart' })).toBe('starting');
});

test('recovering keeps the reason; many crashes fail; serving again heals', () => {
  const ready: ServerState = { name: 'ready' };
  expect(transition(ready, lost)).toEqual({ name: 'recovering', reason: lost.reason });
  const failed = transition(transition(ready, lost), { name: 'gave up', reason: 'again' });
  expect(failed).toEqual({ name: 'failed', reason: 'again' });
  expect(transition(failed, { name: 'serving' })).toEqual({ name: 'ready' });
  expect(transition({ name: 'recovering', reason: '' }, { name: 'restarted' }).name).toBe('recovering');
});

test('once stopping, nothing but the end counts; once stopped, nothing does', () => {
  const stopping: ServerState = { name: 'stopping' };
  for (const event of [lost, { name: 'serving' }, { name: 'restart' }] as ServerEvent[])
    expect(transition(stopping, event)).toBe(stopping);
  const stopped: ServerState = { name: 'stopped' };
  expect(transition(stopped, { name: 'serving' })).toBe(stopped);
});
