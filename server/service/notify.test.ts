import { afterEach, expect, test, vi } from 'vitest';
import type { ServerReport, ServerState } from '../supervisor/contract.ts';
import { attend } from './notify.ts';

afterEach(() => vi.useRealTimers());

function watched(answers: () => boolean) {
  vi.useFakeTimers();
  let state: ServerState = { name: 'preparing' };
  const sent: string[] = [];
  const report = () => ({ state, addresses: ['http://127.0.0.1:1'] }) as ServerReport;
  const attendance = attend({
    report,
    watchdogMs: 180_000,
    answers: async () => answers(),
    send: lines => void sent.push(...lines),
  });
  const become = (next: ServerState) => {
    state = next;
    attendance.tell();
  };
  return { sent, become, attendance };
}

test('ready at once, every change told once, and the end as well', () => {
  const { sent, become, attendance } = watched(() => true);
  become({ name: 'starting' });
  become({ name: 'starting' });
  become({ name: 'recovering', reason: 'A web worker was ended by SIGSEGV.' });
  become({ name: 'stopping' });
  attendance.close();
  expect(sent).toEqual([
    'READY=1',
    'STATUS=preparing',
    'STATUS=starting',
    'STATUS=recovering: A web worker was ended by SIGSEGV.',
    'STATUS=stopping',
    'STOPPING=1',
  ]);
});

test('signs of life as long as the academy answers; while it is not ready nobody is asked', async () => {
  let alive = false;
  const { sent, become, attendance } = watched(() => alive);
  const signs = () => sent.filter(line => line === 'WATCHDOG=1').length;
  await vi.advanceTimersByTimeAsync(45_000);
  expect(signs()).toBe(1);
  become({ name: 'ready' });
  await vi.advanceTimersByTimeAsync(180_000);
  expect(signs()).toBe(1);
  alive = true;
  await vi.advanceTimersByTimeAsync(180_000);
  expect(signs()).toBe(5);
  attendance.close();
  await vi.advanceTimersByTimeAsync(180_000);
  expect(signs()).toBe(5);
});
