// Where the Node of this project is. It comes from npm as one small package for each system (see docs/decisions/0001).
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const WINDOWS = process.platform === 'win32';

/** The path at which the pinned Node of this system would be; it may not exist (macOS, or a broken installation). */
export function pinnedNode() {
  const system = WINDOWS ? 'win' : process.platform;
  return join(ROOT, 'node_modules', `node-${system}-${process.arch}`, 'bin', WINDOWS ? 'node.exe' : 'node');
}

/** The environment in which `node`, and every tool in node_modules/.bin, is found first and runs on the given Node. */
export function environmentFor(node) {
  // Windows spells it "Path"; a second spelling would hide the first.
  const name = Object.keys(process.env).find(key => key.toUpperCase() === 'PATH') ?? 'PATH';
  const wanted = [dirname(node), join(ROOT, 'node_modules', '.bin')];
  const others = (process.env[name] ?? '').split(delimiter).filter(folder => !wanted.includes(folder));
  return { ...process.env, [name]: [...wanted, ...others].join(delimiter) };
}
