/**
 * Which program serves a data folder. An update unpacks a whole program into `<data>/programs/<version>/`; the file
 * `<data>/programs/current.json` points at the one that is to run. Without the file, or when it points at nothing usable, the
 * installed program runs. Only Node's own modules are used, here and in what is imported: the launcher must never need an update itself.
 *
 * The file is a contract between all versions: fields may be added, none may change its meaning.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder, writeDurably } from '../files/durable.ts';
import { compareVersions, VERSION } from './version-rules.ts';

/** With this code (EX_TEMPFAIL of sysexits.h) a server ends to be started again as what the pointer then points at. */
export const RELAUNCH_CODE = 75;
/** Times that a new program may fail to come up before the one before it runs again. */
export const TRIES = 3;
/** How long a new program may take until it serves, seconds. */
const PATIENCE_SECONDS = 300;

/** A program below `<data>/programs/`; its folder is named like its version. */
export interface StoredProgram {
  version: string;
  /** What Node runs, inside the folder: `dist/server/main.js`. */
  entry: string;
  /** The Node that the program brings along, inside the folder; null for the installed one. */
  node: string | null;
}

export interface Pointer extends StoredProgram {
  format: 1;
  /** True once it has served: from then on nothing takes it back by itself. */
  confirmed: boolean;
  /** Times that it ended before it served. */
  failures: number;
  patience_seconds: number;
  /** What runs again when this one does not come up; null for the installed program. */
  previous: StoredProgram | null;
}

/** What the launcher left behind when it gave a program up. */
export interface Fallen {
  version: string;
  reason: string;
  at: string;
}

export const programsFolder = (dataFolder: string) => join(dataFolder, 'programs');
export const programFolder = (dataFolder: string, version: string) => join(programsFolder(dataFolder), version);
const pointerPath = (dataFolder: string) => join(programsFolder(dataFolder), 'current.json');
const fallenPath = (dataFolder: string) => join(programsFolder(dataFolder), 'fallen.json');

/** null when there is none, or none that can be understood: the installed program then runs. */
export function readPointer(dataFolder: string): Pointer | null {
  const value = readJson(pointerPath(dataFolder)) as Partial<Pointer> | null;
  const program: unknown = value;
  if (!value || value.format !== 1 || !isProgram(program)) return null;
  const { version, entry, node } = program;
  return {
    format: 1,
    version,
    entry,
    node,
    confirmed: value.confirmed === true,
    failures: Number.isInteger(value.failures) ? Number(value.failures) : 0,
    patience_seconds: Number(value.patience_seconds) > 0 ? Number(value.patience_seconds) : PATIENCE_SECONDS,
    previous: isProgram(value.previous) ? value.previous : null,
  };
}

/** Points at a program, on the disk when this returns; null makes the installed program run. */
export function writePointer(dataFolder: string, pointer: Pointer | null): void {
  const path = pointerPath(dataFolder);
  if (pointer) return write(path, pointer);
  rmSync(path, { force: true });
  if (existsSync(dirname(path))) syncFolder(dirname(path));
}

/** A program that is about to run for the first time, and has so many seconds until it must serve. */
export function onTrial(program: StoredProgram, previous: StoredProgram | null, patience = PATIENCE_SECONDS): Pointer {
  const { version, entry, node } = program;
  const before = previous && { version: previous.version, entry: previous.entry, node: previous.node };
  return {
    format: 1,
    version,
    entry,
    node,
    confirmed: false,
    failures: 0,
    patience_seconds: patience,
    previous: before,
  };
}

/** Notes that the program serves: from now on the launcher leaves it where it is. */
export function confirmProgram(dataFolder: string, version: string): void {
  const pointer = readPointer(dataFolder);
  if (pointer?.version === version && !pointer.confirmed)
    writePointer(dataFolder, { ...pointer, confirmed: true, failures: 0 });
}

/**
 * Whether the program that the pointer names is to run: it is there, and no newer one was installed since by an installer.
 * `installed` is the version of the installed program.
 */
export function isUsable(dataFolder: string, pointer: Pointer, installed: string): boolean {
  if (compareVersions(installed, pointer.version) > 0) return false;
  return existsSync(join(programFolder(dataFolder, pointer.version), pointer.entry));
}

/**
 * The pointer after the program ended without having served: one more failure, or back to the one before. One that took too long
 * is not tried again.
 */
export function afterFailure(pointer: Pointer, tooSlow: boolean): { next: Pointer | null; gaveUp: boolean } {
  const failures = tooSlow ? TRIES : pointer.failures + 1;
  if (failures < TRIES) return { next: { ...pointer, failures }, gaveUp: false };
  const { previous } = pointer;
  return { next: previous && { ...onTrial(previous, null), confirmed: true }, gaveUp: true };
}

export function noteFallen(dataFolder: string, fallen: Fallen): void {
  write(fallenPath(dataFolder), fallen);
}

/** The last program that the launcher gave up, until it was told. */
export function readFallen(dataFolder: string): Fallen | null {
  const value = readJson(fallenPath(dataFolder)) as Fallen | null;
  return value && typeof value.version === 'string' && typeof value.reason === 'string' ? value : null;
}

export function forgetFallen(dataFolder: string): void {
  rmSync(fallenPath(dataFolder), { force: true });
}

function isProgram(value: unknown): value is StoredProgram {
  const { version, entry, node } = (value ?? {}) as Partial<StoredProgram>;
  return (
    typeof version === 'string' &&
    VERSION.test(version) &&
    isInside(entry) &&
    (node === null || (typeof node === 'string' && isInside(node)))
  );
}

/** A plain path below a folder: the file is ours, but a damaged one must not make us run anything else. */
function isInside(path: unknown): path is string {
  return typeof path === 'string' && /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split('/').includes('..');
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return null;
  }
}

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
  writeDurably(path, JSON.stringify(value, null, 1));
}
