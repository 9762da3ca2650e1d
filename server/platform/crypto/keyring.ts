/**
 * The keys that seal: several at a time, the first one is the one in use. They stand in one file of `secrets/` (0600), a line of
 * base64 each, 32 bytes. A file of one line, as every academy begins with, is a ring of one key. Beside it, in the same form,
 * `retired-keys`: they seal nothing any more and open what comes out of a backup that was made under them.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeDurably } from '../files/durable.ts';

const KEY_BYTES = 32;
/** Beside the ring. */
export const RETIRED_KEYS = 'retired-keys';

export interface RingKey {
  /** The start of the SHA-256 of the key, 8 hex digits. */
  id: string;
  bytes: Buffer;
}

export interface Keyring {
  /** The key in use; looked up anew whenever the file changed, so that every process takes a new one at once. */
  current(): RingKey;
  /** Of the ring or a retired one; undefined when it is neither. */
  byId(id: string): RingKey | undefined;
  /** Ids, the one in use first. */
  ids(): string[];
  /** When the ring was last changed, milliseconds since 1970. */
  changedAt(): number;
  /** Puts a new key in front; answers its id. The others go on opening what they sealed. */
  add(): string;
  /** Takes every key but the one in use out of the ring and retires it; answers their ids. */
  keepCurrent(): string[];
}

export const keyIdOf = (key: Uint8Array) => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** Throws an Error in plain words when the file holds no usable key. */
export function openKeyring(path: string): Keyring {
  let version = '';
  let keys: RingKey[] = [];
  const read = (): RingKey[] => {
    const { mtimeMs, ino, size } = statSync(path);
    const now = `${mtimeMs} ${ino} ${size}`;
    if (now === version) return keys;
    keys = keysIn(readFileSync(path, 'utf8'), path);
    version = now;
    return keys;
  };
  const write = (next: readonly RingKey[]) => {
    writeDurably(path, next.map(key => key.bytes.toString('base64')).join('\n'));
  };
  return {
    current: () => read()[0] as RingKey,
    byId: id => read().find(key => key.id === id) ?? retiredIn(dirname(path)).find(key => key.id === id),
    ids: () => read().map(key => key.id),
    changedAt: () => statSync(path).mtimeMs,
    add() {
      const bytes = randomBytes(KEY_BYTES);
      const key = { id: keyIdOf(bytes), bytes };
      write([key, ...read()]);
      return key.id;
    },
    keepCurrent() {
      const [current, ...old] = read();
      // Retired first: what is cut off in between leaves a key in both places, never in none.
      retire(dirname(path), old);
      if (current && old.length > 0) write([current]);
      return old.map(key => key.id);
    },
  };
}

/** A ring of one key that is nowhere kept. */
export function ringOf(key: Uint8Array): Keyring {
  const only = { id: keyIdOf(key), bytes: Buffer.from(key) };
  const fixed = () => {
    throw new Error('This key cannot be changed.');
  };
  return {
    current: () => only,
    byId: id => (id === only.id ? only : undefined),
    ids: () => [only.id],
    changedAt: () => 0,
    add: fixed,
    keepCurrent: () => [],
  };
}

/** Keys that were in use once, the newest first; none where the folder has none. */
export function retiredIn(secretsFolder: string): RingKey[] {
  const path = join(secretsFolder, RETIRED_KEYS);
  return existsSync(path) ? linesIn(readFileSync(path, 'utf8')).filter(({ bytes }) => bytes.length === KEY_BYTES) : [];
}

/** Keys of a ring's file as far as they can be understood. */
export const ringIn = (secretsFolder: string): RingKey[] => {
  const path = join(secretsFolder, 'sealing-key');
  return existsSync(path) ? linesIn(readFileSync(path, 'utf8')).filter(({ bytes }) => bytes.length === KEY_BYTES) : [];
};

/** Keeps keys among the retired ones of the folder. Those that are there already stay where they are. */
export function retire(secretsFolder: string, keys: readonly RingKey[]): void {
  const before = retiredIn(secretsFolder);
  const fresh = keys.filter(({ id }) => !before.some(key => key.id === id));
  if (fresh.length === 0) return;
  const lines = [...fresh, ...before].map(key => key.bytes.toString('base64'));
  writeDurably(join(secretsFolder, RETIRED_KEYS), lines.join('\n'));
}

const linesIn = (text: string): RingKey[] =>
  text
    .split('\n')
    .map(line => Buffer.from(line.trim(), 'base64'))
    .filter(bytes => bytes.length > 0)
    .map(bytes => ({ id: keyIdOf(bytes), bytes }));

function keysIn(text: string, path: string): RingKey[] {
  const keys = linesIn(text);
  if (keys.length === 0 || keys.some(({ bytes }) => bytes.length !== KEY_BYTES))
    throw new Error(`${path} does not hold the keys that it should. Bring it back from an encrypted backup.`);
  return keys;
}
