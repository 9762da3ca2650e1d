/**
 * Which keys the restored academy works with. A backup that holds them brings them; one in the clear does not: then they are those of
 * this machine, those of a key file, or, only when somebody chose so, new ones, and what is sealed is lost.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readEarlier, writeEarlier } from '../platform/crypto/earlier-keys.ts';
import { loseUnreadable } from '../platform/crypto/losing.ts';
import { retire, retiredIn, ringIn } from '../platform/crypto/keyring.ts';
import { createSealing } from '../platform/crypto/sealing.ts';
import type { SealedColumn } from '../platform/crypto/sealed-columns.ts';
import { KEY_FILES, loadSecrets } from '../platform/crypto/secrets.ts';
import type { Act } from '../platform/db/acts.ts';
import type { Tx } from '../platform/db/database.ts';
import type { BackupLibrary, Manifest } from './library.ts';
import { OWN_KEYS } from './moves.ts';
import { rememberLost } from './lost.ts';
import type { RestoreSecret } from './secret.ts';

/** In the operation's folder: which keys the file held that was given, for there is one. */
const KEPT_KEYS = 'kept-keys.json';

/** After a restore with a key file nothing is due. `at`: UTC instant. May run again after it was cut off. */
export function noteKept(library: BackupLibrary, dataFolder: string, folder: string, at: string): void {
  const path = join(folder, KEPT_KEYS);
  if (!existsSync(path)) return;
  const sealing = z.array(z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  library.writeMachine(dataFolder, { ...library.readMachine(dataFolder), keys_kept: { at, sealing } });
}

export interface KeysChoice {
  /** `inside`: the backup has them. `here`: this machine has them. `given`: a key file. `without`: they are lost. */
  way: 'inside' | 'here' | 'given' | 'without';
  /** Into the folder in which the academy is put together, once the backup was taken out. */
  stage(target: string): void;
  /** In the restored database, brought up to date; answers the acts that tell of it. */
  settle(tx: Tx, at: string): Promise<Omit<Act, 'userId'>[]>;
}

export interface Choosing {
  library: BackupLibrary;
  sealed: readonly SealedColumn[];
  manifest: Manifest;
  dataFolder: string;
  /** Of the operation. */
  folder: string;
  secret: RestoreSecret;
  withoutKeys: boolean;
  /** Whether this machine has an academy, whose own keys are then never thrown away. */
  isSetUp: boolean;
}

/** Throws `keys-missing`, `keys-refused` or `wrong-passphrase` before anything is done. */
export async function chooseKeys(choosing: Choosing): Promise<KeysChoice> {
  const { library, manifest, dataFolder, folder, secret, withoutKeys } = choosing;
  const { header } = manifest;
  const live = join(dataFolder, 'secrets');
  const nothing = { settle: () => Promise.resolve([]) };
  const where = library.whereKeysAre(header, live);
  if (where === 'inside')
    return { way: 'inside', stage: target => keepOwn(choosing, join(target, 'secrets')), ...nothing };
  if (where === 'here') return { way: 'here', stage: () => markOwn(folder), ...nothing };
  if (secret.keys !== null) {
    const given = await library.openKeys(secret.keys, secret.passphrase ?? '');
    library.requireKeysOf(header, given);
    const stage = (target: string) => {
      given.writeTo(join(target, 'secrets'));
      writeFileSync(join(folder, KEPT_KEYS), JSON.stringify(given.sealing));
      keepOwn(choosing, join(target, 'secrets'));
    };
    return { way: 'given', stage, ...nothing };
  }
  if (!withoutKeys) throw library.keysMissing(header.id);
  return withoutAny(choosing);
}

/** What was sealed under the keys of now, as the safety backup is, stays readable. */
function keepOwn({ dataFolder, isSetUp }: Choosing, staged: string): void {
  if (!isSetUp) return;
  const live = join(dataFolder, 'secrets');
  const there = new Set(ringIn(staged).map(({ id }) => id));
  retire(
    staged,
    [...ringIn(live), ...retiredIn(live)].filter(({ id }) => !there.has(id)),
  );
}

/** The secrets of this machine stay, but for the files that are staged. */
function markOwn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, OWN_KEYS), '');
}

function withoutAny({ manifest, dataFolder, folder, sealed }: Choosing): KeysChoice {
  const live = join(dataFolder, 'secrets');
  const staged = join(folder, 'new', 'secrets');
  return {
    way: 'without',
    stage() {
      mkdirSync(staged, { recursive: true, mode: 0o700 });
      for (const name of KEY_FILES)
        if (existsSync(join(live, name))) copyFileSync(join(live, name), join(staged, name));
      // Those that are not there are made.
      loadSecrets(staged);
      markOwn(folder);
    },
    async settle(tx, at) {
      const head = (await tx('user_activity_logs').max({ id: 'id' }).first()) as { id: number | null } | undefined;
      keepPublic(manifest, staged, Number(head?.id ?? 0));
      const lost = await loseUnreadable(tx, sealed, createSealing(loadSecrets(staged).sealingKey));
      const ended = { revoked_at: at, revoked_because: 'keys lost' };
      const sessions = await tx('sessions').whereNull('revoked_at').update(ended);
      await rememberLost(tx, lost, at);
      return [{ action: 'keys.replaced', resourceType: 'keys', resourceId: null, details: { lost, sessions } }];
    },
  };
}

/** What was signed before goes on being verified: seals of the ledger up to its last entry. */
function keepPublic({ header: { keys } }: Manifest, staged: string, lastEntry: number): void {
  if (!keys) return;
  const before = readEarlier(staged);
  const { signing, ledger } = loadSecrets(staged);
  const known = new Set(before.ledger.map(({ public_key }) => public_key));
  const sealed = keys.ledger.filter(({ public_key }) => public_key !== ledger.publicKey && !known.has(public_key));
  writeEarlier(staged, {
    certificates: [...new Set([...before.certificates, ...keys.certificates])].filter(key => key !== signing.publicKey),
    ledger: [
      ...before.ledger,
      ...sealed.map(({ public_key, last_entry }) => ({ public_key, last_entry: last_entry ?? lastEntry })),
    ],
  });
}
