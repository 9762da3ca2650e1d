import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createServiceByHand } from './by-hand.ts';
import type { Machine } from './index.ts';

let root: string;
let ran: string[][];
const systemd = (): Machine => machineThat('linux', () => ({ code: 0, output: 'systemd 252' }));

function machineThat(platform: NodeJS.Platform, answer: () => { code: number; output: string }): Machine {
  return {
    platform,
    root,
    run(program, args) {
      ran.push([program, ...args]);
      return answer();
    },
  };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lyceum-by-hand-'));
  ran = [];
});
afterEach(() => rmSync(root, { recursive: true }));

test('without systemd nothing is set up, in plain words', () => {
  const service = createServiceByHand(
    root,
    machineThat('linux', () => ({ code: 1, output: 'not found' })),
    true,
  );
  expect(service.read().supported).toBe(false);
  expect(() => service.install(undefined, 8080)).toThrow('This computer has no systemd');
  expect(() => service.remove()).toThrow('This computer has no systemd');
});

test('only root may change it; everybody may look', () => {
  const service = createServiceByHand(root, systemd(), false);
  expect(service.read()).toMatchObject({ supported: true, installed: false });
  expect(() => service.install(undefined, 8080)).toThrow('Only root may change what starts with this computer');
  expect(() => service.remove()).toThrow('Repeat the command with sudo');
});

test('installs for a person and removes again; refuses people that are not there, root and missing folders', () => {
  const service = createServiceByHand(root, systemd(), true);
  expect(service.install('nobody', 8123)).toMatchObject({
    installed: true,
    user: 'nobody',
    port: 8123,
    data_folder: root,
  });
  expect(service.remove()).toMatchObject({ installed: false });
  expect(() => service.install('no-such-person', 8080)).toThrow('This computer has no user named no-such-person.');
  expect(() => service.install('Robert; drop', 8080)).toThrow('is no name of a user');
  expect(() => createServiceByHand(join(root, 'gone'), systemd(), true).install(undefined, 8080)).toThrow(
    'There is no folder',
  );
  const own = () => service.install(undefined, 8080);
  if (userInfo().username === 'root') expect(own).toThrow('The academy does not run as root');
  else expect(own().user).toBe(userInfo().username);
});

test('on Windows the script of the task is run', () => {
  const status = {
    supported: true,
    installed: true,
    enabled: true,
    active: false,
    data_folder: root,
    user: 'Ana',
    port: 8080,
  };
  const service = createServiceByHand(
    root,
    machineThat('win32', () => ({ code: 0, output: JSON.stringify(status) })),
    false,
  );
  expect(service.install(undefined, 8080)).toEqual(status);
  expect(ran.some(words => words.includes('install') && words.includes(root))).toBe(true);
  const refused = createServiceByHand(
    root,
    machineThat('win32', () => ({ code: 1, output: JSON.stringify(status) })),
    false,
  );
  expect(() => refused.remove()).toThrow('supported');
});
