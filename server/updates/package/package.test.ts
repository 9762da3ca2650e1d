import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyId, signBytes, type TrustedKey } from './keys.ts';
import { Manifest } from './manifest-rules.ts';
import { readManifest, unpack } from './reading.ts';
import { filesBelow, writePackage } from './writing.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const trusted: TrustedKey[] = [{ id: keyId(publicKey), name: 'test.pem', key: publicKey }];
const about = {
  version: '0.2.0',
  from: '0.1.0',
  platform: 'any' as const,
  arch: 'any' as const,
  released_at: '2026-11-21T09:00:00.000Z',
  entry: 'server/main.ts',
  node: null,
  migrations: ['20261121_01_people'],
  notes: { en: '# New\n\nFaster.' },
};

let folder: string;
let output: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lyceum-package-'));
  output = join(folder, 'lyceum-0.2.0.update');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function whole() {
  const program = join(folder, 'program');
  const files = {
    'server/main.ts': 'console.log(1)',
    'package.json': '{}',
    'node/node': '#!/bin/sh\n',
    [`${'deep/'.repeat(30)}file`]: 'x',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(program, path)), { recursive: true });
    writeFileSync(join(program, path), text, { mode: path === 'node/node' ? 0o755 : 0o644 });
  }
  return writePackage({ files: await filesBelow(program), about, privateKey, output });
}

const into = () => join(folder, 'unpacked');
const unpackIt = (path = output) =>
  unpack({ path, folder: into(), trusted, signal: new AbortController().signal, progress: () => {} });

/** A package whose manifest is signed, but whose entries are what somebody made them. */
async function crafted(
  entries: { name: string; text?: string; type?: 'symlink' | 'link' | 'directory'; linkname?: string }[],
  listed: object[] = [],
  more: object = {},
) {
  const bytes = Buffer.from(JSON.stringify({ format: 1, product: 'lyceum', ...about, files: listed, ...more }));
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(output));
  tar.entry({ name: 'update.json' }, bytes);
  tar.entry({ name: 'update.sig' }, JSON.stringify(signBytes(bytes, privateKey)));
  for (const { text = '', ...header } of entries) tar.entry(header, text);
  tar.finalize();
  await written;
}

const main = {
  path: 'server/main.ts',
  size: 0,
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
};

test('what was packed comes out again, bit by bit, with the right to be run', async () => {
  const manifest = await whole();
  expect(await readManifest(output, trusted)).toEqual(manifest);
  await unpackIt();
  expect(readFileSync(join(into(), 'server/main.ts'), 'utf8')).toBe('console.log(1)');
  expect(statSync(join(into(), 'node/node')).mode & 0o111).toBeGreaterThan(0);
  expect(statSync(join(into(), 'package.json')).mode & 0o111).toBe(0);
});

test('a package that nobody signed whom we know is refused, and so is everything when no key is known', async () => {
  await whole();
  const other = generateKeyPairSync('ed25519').publicKey;
  await expect(readManifest(output, [{ id: keyId(other), name: '', key: other }])).rejects.toThrow(
    'signed by somebody whom',
  );
  await expect(readManifest(output, [])).rejects.toThrow('knows no publisher’s key');
});

test('a manifest that was changed after it was signed is refused', async () => {
  await whole();
  const bytes = gunzipSync(readFileSync(output));
  const at = bytes.indexOf('0.2.0');
  bytes.write('0.9.0', at);
  writeFileSync(output, gzipSync(bytes));
  await expect(readManifest(output, trusted)).rejects.toThrow('its signature does not fit');
});

test('a file that was changed is named, and nothing of the package stays', async () => {
  await whole();
  const bytes = gunzipSync(readFileSync(output));
  bytes.write('console.log(2)', bytes.lastIndexOf('console.log(1)'));
  writeFileSync(output, gzipSync(bytes));
  await expect(unpackIt()).rejects.toThrow('server/main.ts is not what was signed');
  expect(existsSync(into())).toBe(false);
});

test.each([0.1, 0.5, 0.9])('a package cut off at %d of its length is refused', async share => {
  await whole();
  truncateSync(output, Math.floor(statSync(output).size * share));
  await expect(unpackIt()).rejects.toThrow(/damaged or no update package|cut off|empty/);
  expect(existsSync(into())).toBe(false);
});

test.each(['', 'MZ this is a picture', '{"format":1}'])('what is no package at all is refused: %j', async text => {
  writeFileSync(output, text);
  await expect(readManifest(output, trusted)).rejects.toThrow(
    /damaged or no update package|empty or no update package/,
  );
});

test.each([
  [
    'a path that leaves the folder',
    { name: '../../evil.ts' },
    '"../../evil.ts" is in the package but not in its list.',
  ],
  ['an absolute path', { name: '/etc/cron.d/evil' }, '"/etc/cron.d/evil" is in the package but not in its list.'],
  [
    'a link',
    { name: 'server/main.ts', type: 'symlink' as const, linkname: '/etc/passwd' },
    '"server/main.ts" is a symlink; only plain files',
  ],
  [
    'a hard link',
    { name: 'server/main.ts', type: 'link' as const, linkname: '/etc/passwd' },
    '"server/main.ts" is a link; only plain files',
  ],
  ['a folder', { name: 'server/', type: 'directory' as const }, '"server/" is a directory; only plain files'],
  ['more bytes than are listed', { name: 'server/main.ts', text: 'more' }, 'server/main.ts has 4 bytes instead of 0.'],
])('%s is refused by name', async (_, entry, sentence) => {
  await crafted([entry], [main]);
  await expect(unpackIt()).rejects.toThrow(sentence);
  expect(existsSync(into())).toBe(false);
});

test.each([
  ['twice', [main, { ...main, path: 'Server/Main.ts' }], {}, 'Server/Main.ts is in it twice'],
  ['above its folder', [main, { ...main, path: '../up' }], {}, 'the path "../up" leads elsewhere'],
  ['with a backslash', [main, { ...main, path: 'a\\b' }], {}, 'leads elsewhere'],
  ['below a file', [main, { ...main, path: 'server/main.ts/x' }], {}, 'lies below another file'],
  ['named like a device', [main, { ...main, path: 'server/aux.js' }], {}, 'leads elsewhere'],
  [
    'too large together',
    [main, ...[1, 2, 3, 4, 5].map(n => ({ ...main, path: `big${n}`, size: 512 * 1024 * 1024 }))],
    {},
    'more than a program may',
  ],
  ['without what is run', [{ ...main, path: 'other.ts' }], {}, 'server/main.ts is missing in it'],
  ['from the future', [main], { format: 2 }, 'update.json of the package is wrong: format'],
])('a list with a file %s is refused even when it is signed', async (_, files, more, sentence) => {
  await crafted([], files, more);
  await expect(readManifest(output, trusted)).rejects.toThrow(sentence);
});

test('keys are told apart by a stable name', () => {
  const again = createPublicKey(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })));
  expect(keyId(again)).toBe(keyId(publicKey));
  expect(Manifest.shape.version.safeParse('1.0').success).toBe(false);
});
