// What Electron does between its command line and the first line of the main script.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { app, identify } from './app.mjs';
import { startChromium } from './chromium.mjs';

const require = createRequire(import.meta.url);

/** Takes every `-r file` out of the arguments; Playwright loads its own script this way. */
function takeLoaders(args) {
  const loaders = [];
  for (let at = args.indexOf('-r'); at >= 0; at = args.indexOf('-r')) loaders.push(args.splice(at, 2)[1]);
  return loaders;
}

/** The main script of a folder with a package.json, or the script itself. */
function findMain(path) {
  if (!statSync(path).isDirectory()) return { root: dirname(path), file: path };
  const {
    main = 'index.js',
    name,
    productName = name,
    version,
  } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  return { root: path, file: resolve(path, main), name: productName, version };
}

const args = process.argv.slice(2);
const loaders = takeLoaders(args);
const { file, ...identity } = findMain(resolve(args.find(argument => !argument.startsWith('-')) ?? '.'));
identify(identity);
process.argv = [process.argv[0], ...args];
for (const argument of args) {
  const [, name, value] = /^--([^=]+)=?(.*)$/.exec(argument) ?? [];
  if (name) app.commandLine.appendSwitch(name, value);
}
for (const loader of loaders) require(loader);

// As in Electron, Chromium starts beside the main script, and `ready` comes when both are there.
const started = startChromium();
await import(pathToFileURL(file).href);
await started;
