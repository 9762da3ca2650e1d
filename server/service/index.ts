/** The academy as a service of this computer: it starts at boot, before anybody signs in. Used by the command line and by the console. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ServiceStatus } from '../supervisor/contract.ts';
import { factsOfUnit, type ServiceWish, UNIT_NAME, unitText } from './unit-rules.ts';
import { readTask, TASK_SCRIPT } from './windows.ts';

export type { ServiceByHand } from './by-hand.ts';
export { type ServiceWish, unitText } from './unit-rules.ts';

/** Members of this group may control a service that runs as a user of its own. */
export const CONTROL_GROUP = 'lyceum';

/** The machine as far as it is touched; a test hands in a folder that stands for `/`. */
export interface Machine {
  platform: NodeJS.Platform;
  /** Top of the file system: `/`. */
  root: string;
  /** Runs a program and waits. */
  run(program: string, args: readonly string[]): { code: number | null; output: string };
}

export const thisMachine = (): Machine => ({ platform: process.platform, root: '/', run: runProgram });

function runProgram(program: string, args: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', windowsHide: true });
  return { code: status, output: error ? error.message : `${stdout}${stderr}`.trim() };
}

/** Written by the switch; wins over the one that a package brings. */
const ownUnit = (root: string) => join(root, 'etc/systemd/system', UNIT_NAME);
const packagedUnit = (root: string) => join(root, 'usr/lib/systemd/system', UNIT_NAME);

/** Whether systemd runs this computer. */
const isRunning = ({ root }: Machine) => existsSync(join(root, 'run/systemd/system'));

const systemctl = (machine: Machine, args: readonly string[]) =>
  machine.run('systemctl', isRunning(machine) ? args : [`--root=${machine.root}`, ...args]);

/** What is set up at present. Reads only; needs no rights. */
export function readService(machine: Machine = thisMachine()): ServiceStatus {
  if (machine.platform === 'win32') return readTask(machine);
  const none = { installed: false, enabled: false, active: false, data_folder: null, user: null, port: null };
  if (machine.platform !== 'linux' || !machine.run('systemctl', ['--version']).output.startsWith('systemd'))
    return { ...none, supported: false };
  const unit = [ownUnit(machine.root), packagedUnit(machine.root)].find(path => existsSync(path));
  const facts = unit ? factsOfUnit(readFileSync(unit, 'utf8')) : null;
  if (!facts) return { ...none, supported: true };
  return {
    supported: true,
    installed: true,
    enabled: systemctl(machine, ['is-enabled', UNIT_NAME]).output === 'enabled',
    active: isRunning(machine) && systemctl(machine, ['is-active', UNIT_NAME]).code === 0,
    data_folder: facts.dataFolder,
    user: facts.user,
    port: facts.port,
  };
}

/**
 * Writes the unit and switches it on for the next boot; a server that runs now is left alone. Needs root. Throws an Error in
 * plain words.
 */
export function installService(wish: ServiceWish, machine: Machine = thisMachine()): void {
  if (machine.platform !== 'linux')
    throw new Error(
      `On this system the service is set up by the script ${TASK_SCRIPT}; see the guide for administrators.`,
    );
  if (wish.user === 'root')
    throw new Error('The academy does not run as root. Name the person to whom its data belong.');
  const text = unitText(wish);
  const path = ownUnit(machine.root);
  const packaged = packagedUnit(machine.root);
  if (existsSync(packaged) && readFileSync(packaged, 'utf8') === text) rmSync(path, { force: true });
  else writeWhole(path, text);
  must(systemctl(machine, ['daemon-reload']), machine);
  must(systemctl(machine, ['enable', UNIT_NAME]), machine);
}

/** Switches it off for the next boot. A unit that we wrote is removed; one that a package brought stays, switched off. Needs root. */
export function removeService(machine: Machine = thisMachine()): void {
  if (existsSync(ownUnit(machine.root)) || existsSync(packagedUnit(machine.root)))
    must(systemctl(machine, ['disable', UNIT_NAME]), machine);
  rmSync(ownUnit(machine.root), { force: true });
  must(systemctl(machine, ['daemon-reload']), machine);
}

/** Starts the service now. Needs root, or a rule of polkit that allows it. */
export function startService(machine: Machine = thisMachine()): void {
  must(systemctl(machine, ['start', UNIT_NAME]), machine);
}

/** Lets a person control the server: makes them a member of the group. Needs root. */
export function allowControl(person: string, machine: Machine = thisMachine()): void {
  must(machine.run('usermod', ['-a', '-G', CONTROL_GROUP, person]), machine);
}

function must({ code, output }: { code: number | null; output: string }, machine: Machine): void {
  // With a folder in place of `/` there is no systemd that could reload.
  if (code === 0 || (!isRunning(machine) && /daemon-reload|not been booted/.test(output))) return;
  throw new Error(`The system did not allow it: ${output || 'it gave no reason.'}`);
}

/** Readable for everybody, as systemd expects; a reader sees the old file or the whole new one. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text, { mode: 0o644 });
  chmodSync(`${path}.new`, 0o644);
  renameSync(`${path}.new`, path);
}
