// Says whether something built is still up to date with its sources, by their contents: dates lie after a checkout.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../launch/node.mjs';

const stampOf = name => join(ROOT, 'dist', '.built-from', name);

/** One hash over the names and contents of all files that the patterns (relative to the repository) match. */
export function fingerprint(patterns) {
  const hash = createHash('sha256');
  for (const path of globSync(patterns, { cwd: ROOT }).sort()) {
    const file = join(ROOT, path);
    if (!statSync(file).isFile()) continue;
    hash.update(path).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Runs `build` unless `output` exists and was made from the very same sources. `build` resolves to an exit code,
 * which is handed back; 0 when nothing had to be done.
 */
export async function buildIfStale({ name, output, sources, build }) {
  const wanted = fingerprint(sources);
  const stamp = stampOf(name);
  if (existsSync(join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  const code = await build();
  if (code !== 0) return code;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return 0;
}
