// Builds the pages and holds the script of each first page against its budget.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync } from 'node:zlib';
import { ROOT } from '../launch/node.mjs';
import { buildWeb } from '../tasks/build.mjs';

const WEB = join(ROOT, 'dist', 'web');
const KB = 1024;

/** Compressed script that a page may load before it shows anything, in bytes. */
const BUDGETS = { 'academy/index.html': 150 * KB, 'console/index.html': 250 * KB };

/** The script files that a page loads at once: its entry and, through any number of steps, what that imports statically. */
export function firstScripts(manifest, entry, seen = new Set()) {
  if (!manifest[entry]) throw new Error(`The build has no page ${entry}`);
  if (!seen.has(entry)) {
    seen.add(entry);
    for (const imported of manifest[entry].imports ?? []) firstScripts(manifest, imported, seen);
  }
  return [...seen].map(key => manifest[key].file).filter(file => file.endsWith('.js'));
}

/** Prints the size of a page; true when it keeps to its budget. */
function keepsTo(manifest, [page, budget]) {
  const files = firstScripts(manifest, page);
  const bytes = files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(WEB, file))).length, 0);
  const kilobytes = size => (size / KB).toFixed(1);
  process.stdout.write(
    `   ${page}: ${kilobytes(bytes)} KB of compressed script in ${files.length} files, of ${kilobytes(budget)} KB\n`,
  );
  return bytes <= budget;
}

if (import.meta.main) {
  const code = await buildWeb();
  if (code === 0) {
    const manifest = JSON.parse(readFileSync(join(WEB, '.vite', 'manifest.json'), 'utf8'));
    const kept = Object.entries(BUDGETS).map(entry => keepsTo(manifest, entry));
    process.exitCode = kept.every(Boolean) ? 0 : 1;
  } else {
    process.exitCode = code;
  }
}
