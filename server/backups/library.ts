/** What works without an academy, in processes of its own and for the command line: places, reading, making and checking. */
import { keysMissing, whereKeysAre } from './academy-keys.ts';
import { createBackup } from './create.ts';
import { extractBackup } from './extract.ts';
import { requireFitting } from './fitting.ts';
import { openKeys, requireKeysOf } from './key-file.ts';
import { keysOf, openOwnPlace, openOwnPlaceToWrite, placesOf, readMachine, writeMachine } from './machine.ts';
import { findHeader, listBackups, readManifest } from './manifest.ts';
import { adoptPlace, openPlace } from './places/place.ts';
import { compare } from './proof.ts';
import { notesNow, siteOf } from './repository/facts.ts';
import { connect, factsOf } from './repository/postgres.ts';
import { restoreDump } from './repository/scratch-postgres.ts';
import { checkSqlite, readSqliteFacts } from './repository/sqlite.ts';

export const backupLibrary = {
  readMachine,
  writeMachine,
  placesOf,
  keysOf,
  openPlace,
  openOwnPlace,
  openOwnPlaceToWrite,
  adoptPlace,
  listBackups,
  findHeader,
  readManifest,
  requireFitting,
  whereKeysAre,
  keysMissing,
  openKeys,
  requireKeysOf,
  extractBackup,
  createBackup,
  compareFacts: compare,
  siteOf,
  notesNow,
  readSqliteFacts,
  checkSqlite,
  connect,
  factsOf,
  restoreDump,
};
