// Runs the command-line tools of node_modules by their script, under our own Node: the same on Linux and Windows.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { passOn } from '../launch/child.mjs';
import { ROOT } from '../launch/node.mjs';

/** The script behind a command of an installed package, for example `toolScript('typescript', 'tsc')`. */
export function toolScript(packageName, command = packageName) {
  const manifest = join(ROOT, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

/** Runs a tool in the foreground from the top folder; resolves to its exit code. */
export function runTool([packageName, command], args, options = {}) {
  return passOn(process.execPath, [toolScript(packageName, command), ...args], { cwd: ROOT, ...options });
}

/** Runs one of our own scripts (JavaScript or TypeScript) in the foreground; resolves to its exit code. */
export function runScript(path, args, options = {}) {
  return passOn(process.execPath, [join(ROOT, path), ...args], options);
}
