import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installService, type Machine, readService, removeService, type ServiceWish, unitText } from './index.ts';

const hasSystemd = spawnSync('systemctl', ['--version']).status === 0;
const wish: ServiceWish = {
  node: process.execPath,
  script: '/opt/Lyceum/launch.js',
  user: 'marisol',
  group: 'marisol',
  dataFolder: '/srv/academy',
  port: 8081,
  groupControls: false,
  writable: [],
};

let root: string;
let machine: Machine;
const unit = () => join(root, 'etc/systemd/system/lyceum.service');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lyceum-service-'));
  machine = {
    platform: 'linux',
    root,
    run(program, args) {
      const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
      return { code: status, output: `${stdout}${stderr}`.trim() };
    },
  };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.skipIf(!hasSystemd)('switched on, read and switched off, with systemd’s own programs', () => {
  expect(readService(machine)).toMatchObject({ supported: true, installed: false, enabled: false });
  installService(wish, machine);
  expect(statSync(unit()).mode & 0o777).toBe(0o644);
  expect(readService(machine)).toMatchObject({
    installed: true,
    enabled: true,
    active: false,
    user: 'marisol',
    data_folder: '/srv/academy',
    port: 8081,
  });
  installService({ ...wish, port: 8082 }, machine);
  expect(readService(machine).port).toBe(8082);
  removeService(machine);
  expect(readService(machine)).toMatchObject({ installed: false, enabled: false });
});

test.skipIf(!hasSystemd)('the unit of a package is switched, not removed', () => {
  const packaged = join(root, 'usr/lib/systemd/system/lyceum.service');
  mkdirSync(join(packaged, '..'), { recursive: true });
  writeFileSync(packaged, unitText(wish));
  installService(wish, machine);
  expect(existsSync(unit())).toBe(false);
  expect(readService(machine)).toMatchObject({ installed: true, enabled: true });
  removeService(machine);
  expect(readService(machine)).toMatchObject({ installed: true, enabled: false });
  expect(readFileSync(packaged, 'utf8')).toContain('User=marisol');
});

test('a refusal of the system is told as it was said, and root is refused', () => {
  const refusing: Machine = { ...machine, run: () => ({ code: 1, output: 'Access denied' }) };
  expect(() => installService(wish, refusing)).toThrow('The system did not allow it: Access denied');
  expect(() => installService({ ...wish, user: 'root' }, machine)).toThrow('does not run as root');
  expect(readService({ ...machine, run: () => ({ code: 127, output: 'not found' }) }).supported).toBe(false);
});
