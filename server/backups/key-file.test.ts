import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSecrets } from '../platform/crypto/secrets.ts';
import { needsOf, whereKeysAre } from './academy-keys.ts';
import { openKeys, packKeys, requireKeysOf } from './key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lyceum-keys-'));
const [data, other] = [join(folder, 'data'), join(folder, 'other')];
const site = { key: 'northgate', name: 'Northgate' };
const passphrase = 'harbour-lantern-olive-42';
let text: string;

beforeAll(async () => {
  for (const each of [data, other]) {
    mkdirSync(join(each, 'secrets', 'https'), { recursive: true });
    loadSecrets(join(each, 'secrets'));
  }
  writeFileSync(join(data, 'secrets', 'https', 'local.json'), '{"key":"of HTTPS"}');
  writeFileSync(join(data, 'secrets', 'backups.json'), '{"keys":["of the backups"]}');
  writeFileSync(join(data, 'secrets', 'ledger-anchor.json'), '{}');
  text = await packKeys(data, { site, passphrase, at: '2026-11-20T09:00:00.000Z' });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a key file', () => {
  it('brings every file back byte for byte, but what belongs to the machine', async () => {
    const target = join(folder, 'target');
    mkdirSync(target);
    (await openKeys(text, passphrase)).writeTo(target);
    for (const name of ['access-key', 'sealing-key', 'signing-key.pem', 'ledger-key.pem', 'https/local.json'])
      expect(readFileSync(join(target, name))).toEqual(readFileSync(join(data, 'secrets', name)));
    expect(() => readFileSync(join(target, 'backups.json'))).toThrow(/ENOENT/);
    expect(() => readFileSync(join(target, 'ledger-anchor.json'))).toThrow(/ENOENT/);
  });

  it('says nothing of a key', () => {
    const key = readFileSync(join(data, 'secrets', 'sealing-key'), 'utf8');
    expect(text).not.toContain(key);
    expect(text).not.toContain(Buffer.from(key, 'base64').toString('hex').slice(0, 12));
  });

  it.each([
    ['something else', 'hello', /something else, or it was cut short/],
    ['another JSON', '{}', /of a newer Lyceum/],
    ['too much', ' '.repeat(300_000), /too large/],
  ])('is refused when it is %s', async (_what, given, words) => {
    await expect(openKeys(given, passphrase)).rejects.toThrow(words);
  });

  it('opens with no other passphrase, and not when its head was changed', async () => {
    await expect(openKeys(text, `${passphrase}0`)).rejects.toMatchObject({ code: 'wrong-passphrase' });
    const changed = text.replace('"Northgate"', '"Southgate"');
    await expect(openKeys(changed, passphrase)).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  it('fits backups of its academy whose keys it holds, and no others', async () => {
    const given = await openKeys(text, passphrase);
    const header = { id: '20261121-031200-4f9a', site, keys: needsOf(join(data, 'secrets')) };
    expect(() => requireKeysOf(header, given)).not.toThrow();
    expect(() => requireKeysOf({ ...header, site: { key: 'southgate', name: 'S' } }, given)).toThrow(/another academy/);
    const later = { ...header, keys: needsOf(join(other, 'secrets')) };
    expect(() => requireKeysOf(later, given)).toThrow(/is not in it/);
  });
});

describe('where the keys of a backup are', () => {
  const keys = () => needsOf(join(data, 'secrets'));

  it('in it, here, or neither', () => {
    expect(whereKeysAre({ keys: null }, join(other, 'secrets'))).toBe('inside');
    expect(whereKeysAre({ keys: keys() }, join(data, 'secrets'))).toBe('here');
    expect(whereKeysAre({ keys: keys() }, join(other, 'secrets'))).toBe('missing');
    expect(whereKeysAre({ keys: keys() }, join(folder, 'nowhere'))).toBe('missing');
  });

  it('here also when they were retired', () => {
    const before = keys();
    const ring = loadSecrets(join(data, 'secrets')).sealingKey;
    ring.add();
    expect(whereKeysAre({ keys: before }, join(data, 'secrets'))).toBe('here');
    ring.keepCurrent();
    expect(keys().sealing).toHaveLength(1);
    expect(whereKeysAre({ keys: before }, join(data, 'secrets'))).toBe('here');
  });

  it('a file that cannot be understood names no key', () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'sealing-key'), 'not a key');
    writeFileSync(join(broken, 'signing-key.pem'), 'nor this');
    expect(needsOf(broken)).toEqual({ sealing: [], certificates: [], ledger: [] });
  });
});
