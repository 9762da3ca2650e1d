// `npm run package -- --update --key FILE`: one signed file, release/lyceum-<version>-<system>.update, with the whole program for
// this system, and beside it the entry for the feed. `npm run package -- --new-key FILE` makes a publisher's pair of keys: the
// private half goes to FILE and belongs in a safe, the public half goes to resources/publishers/ and ships with the product.
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../launch/node.mjs';

const fail = sentence => {
  process.stderr.write(`${sentence}\n`);
  return 2;
};

/** The value after an option, absolute: `--key FILE`. */
export function optionPath(args, name) {
  const value = args[args.indexOf(name) + 1];
  return args.includes(name) && value && !value.startsWith('--') ? resolve(value) : undefined;
}

export async function makeKey(args) {
  const file = optionPath(args, '--new-key');
  if (!file) return fail('Usage: npm run package -- --new-key FILE');
  if (existsSync(file)) return fail(`${file} exists already; a key is never overwritten.`);
  const { keyId } = await import('../../server/updates/package/keys.ts');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  const folder = join(ROOT, 'resources', 'publishers');
  mkdirSync(folder, { recursive: true });
  const publicFile = join(folder, `${keyId(publicKey).slice(0, 8)}.pem`);
  writeFileSync(publicFile, publicKey.export({ format: 'pem', type: 'spki' }));
  process.stdout.write(
    `Private key: ${file} (keep it in a safe)\nPublic key: ${publicFile} (ships with the product)\n`,
  );
  return 0;
}

/** Release notes of a version by language; English must be there. */
function readNotes(version) {
  const at = language => join(ROOT, 'docs', 'releases', `${version}.${language}.md`);
  const es = existsSync(at('es')) ? { es: readFileSync(at('es'), 'utf8') } : {};
  return { en: readFileSync(at('en'), 'utf8'), ...es };
}

/** The files of the program, out of the unpacked folder that `--dir` made. */
async function programFiles() {
  const { filesBelow } = await import('../../server/updates/package/writing.ts');
  const folder = process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked';
  const resources = join(ROOT, 'release', folder, 'resources');
  const node = process.platform === 'win32' ? 'node/node.exe' : 'node/node';
  const files = await filesBelow(join(resources, 'app.asar.unpacked'));
  files.set(node, join(resources, node));
  files.set('LICENSE', join(ROOT, 'LICENSE'));
  return { files, node };
}

export async function makeUpdate(args) {
  const keyFile = optionPath(args, '--key');
  if (!keyFile)
    return fail('An update is signed: give the private key with --key FILE (made once with --new-key FILE).');
  const { version, lyceum } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (!existsSync(join(ROOT, 'docs', 'releases', `${version}.en.md`)))
    return fail(`Write the release notes first: docs/releases/${version}.en.md.`);
  const { writePackage } = await import('../../server/updates/package/writing.ts');
  const { migrations } = await import(pathToFileURL(join(ROOT, 'migrations', 'index.ts')).href);
  const { files, node } = await programFiles();
  const about = {
    version,
    from: lyceum.updatesFrom,
    platform: process.platform,
    arch: process.arch,
    released_at: new Date().toISOString(),
    entry: 'dist/server/main.js',
    node,
    migrations: migrations.map(({ name }) => name),
    notes: readNotes(version),
  };
  const privateKey = createPrivateKey(readFileSync(keyFile));
  const name = `lyceum-${version}-${process.platform}-${process.arch}`;
  const output = join(ROOT, 'release', `${name}.update`);
  await writePackage({ files, about, privateKey, output });
  await writeFeedEntry(about, privateKey, output, `${name}.update`);
  process.stdout.write(`${output}: ${files.size} files, ${Math.round(statSync(output).size / 1e6)} MB\n`);
  return 0;
}

async function writeFeedEntry(about, privateKey, output, url) {
  const { signedText } = await import('../../server/updates/feed/feed-rules.ts');
  const { signBytes } = await import('../../server/updates/package/keys.ts');
  const hash = createHash('sha256');
  await pipeline(createReadStream(output), hash);
  const { version, from, platform, arch, released_at, notes } = about;
  const entry = {
    version,
    from,
    platform,
    arch,
    released_at,
    notes,
    size: statSync(output).size,
    sha256: hash.digest('hex'),
  };
  const whole = { ...entry, url, signed: signBytes(signedText(entry), privateKey) };
  writeFileSync(output.replace(/\.update$/, '.feed.json'), JSON.stringify(whole, null, 1));
}
