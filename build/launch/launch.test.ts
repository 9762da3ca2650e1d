import { spawn, spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasDisplay } from '../tasks/start.mjs';
import { isComplete } from './dependencies.mjs';
import { environmentFor } from './node.mjs';

const CHILD_MODULE = new URL('./child.mjs', import.meta.url).href;

/** A program that passes on to another Node running this code. */
const launcher = (code: string) =>
  `const { passOn } = await import('${CHILD_MODULE}'); process.exitCode = await passOn(process.execPath, ['-e', ${JSON.stringify(code)}]);`;

describe('dependencies', () => {
  const lock = { packages: { '': {}, a: { version: '1.0.0' }, b: { version: '2.0.0', optional: true } } };

  it.each([
    ['everything is there', { a: { version: '1.0.0' }, b: { version: '2.0.0' } }, true],
    ['an optional one is for another system', { a: { version: '1.0.0' } }, true],
    ['one is missing', { b: { version: '2.0.0' } }, false],
    ['one has another version', { a: { version: '1.0.1' } }, false],
    ['an optional one has another version', { a: { version: '1.0.0' }, b: { version: '1.9.0' } }, false],
  ])('when %s', (_what, packages, complete) => {
    expect(isComplete(lock, { packages })).toBe(complete);
  });
});

describe('passing on', () => {
  it('keeps exit codes', () => {
    expect(spawnSync(process.execPath, ['-e', launcher('process.exit(7)')]).status).toBe(7);
  });

  it('passes signals on, and reports the end by one as a shell does', async () => {
    const waiting = (onSignal: string) => launcher(`${onSignal} console.log('up'); setInterval(() => {}, 1000)`);
    const endOf = async (code: string) => {
      const program = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
      program.stdout.once('data', () => program.kill('SIGTERM'));
      return new Promise(resolve => program.once('exit', resolve));
    };
    expect(await endOf(waiting(`process.on('SIGTERM', () => process.exit(5));`))).toBe(5);
    expect(await endOf(waiting(''))).toBe(128 + 15);
  });

  it('says so when the program is not there', () => {
    const code = `const { passOn } = await import('${CHILD_MODULE}'); process.exitCode = await passOn('/no/such/program', []);`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
    expect(status).toBe(127);
    expect(stderr).toContain('/no/such/program cannot be started');
  });
});

it('puts the pinned Node first in PATH, once', () => {
  const path = environmentFor(process.execPath)['PATH']?.split(delimiter) ?? [];
  expect(path[0]).toBe(dirname(process.execPath));
  expect(path.filter(folder => folder === path[0])).toHaveLength(1);
});

it.each([
  [{ DISPLAY: ':0' }, 'linux', true],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
  [{}, 'linux', false],
  [{}, 'win32', true],
  [{ DISPLAY: ':0', LYCEUM_HEADLESS: '1' }, 'linux', false],
])('with %o on %s: a display is there: %s', (env, platform, there) => {
  expect(hasDisplay(env, platform)).toBe(there);
});
