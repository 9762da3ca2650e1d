/** From a person, a folder and a port to what the unit needs to know. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_GROUP } from './index.ts';
import type { ServiceWish } from './unit-rules.ts';

/** Names as useradd(8) allows them; nothing that a unit file could take for something else. */
export const USER_NAME = /^[a-z_][a-z0-9_-]{0,31}$/;

/** This program: what runs it, and its launcher, without which the service could not be updated. */
export function program(): { node: string; script: string } {
  const name = import.meta.filename.endsWith('.js') ? 'launch.js' : 'launch.ts';
  return { node: process.execPath, script: join(import.meta.dirname, '..', name) };
}

/** This program, to be run as that user. Throws an Error in plain words when the computer does not know the user. */
export function wishFor(user: string, dataFolder: string, port: number): ServiceWish {
  const { group, home } = accountOf(user);
  return {
    ...program(),
    user,
    group,
    dataFolder,
    port,
    groupControls: user === CONTROL_GROUP,
    writable: user !== CONTROL_GROUP && existsSync(home) ? [home] : [],
  };
}

/** Whose the folder is. Throws an Error in plain words when it is not there. */
export function ownerOf(folder: string): string {
  const uid = statSync(folder, { throwIfNoEntry: false })?.uid;
  if (uid === undefined)
    throw new Error(
      `There is no folder ${folder}. Name the academy's folder with --data, or start Lyceum there first.`,
    );
  return fieldsOf(String(uid))[0] || String(uid);
}

/** The user's group and home, from the system's list of users. */
function accountOf(user: string): { group: string; home: string } {
  const fields = fieldsOf(user);
  const group = spawnSync('id', ['-gn', user], { encoding: 'utf8' }).stdout.trim();
  if (fields.length < 7 || !group) throw new Error(`This computer has no user named ${user}.`);
  return { group, home: fields[5] as string };
}

const fieldsOf = (user: string) => spawnSync('getent', ['passwd', user], { encoding: 'utf8' }).stdout.trim().split(':');
