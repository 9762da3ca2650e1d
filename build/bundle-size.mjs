// Prints what the academy's first page loads, compressed, and fails above the limit: node build/bundle-size.mjs [entry] [limit in KB]
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const web = resolve(import.meta.dirname, '../dist/web');
const entry = `${process.argv[2] ?? 'academy'}/index.html`;
const limit = Number(process.argv[3] ?? 150) * 1000;
const manifestFile = join(web, '.vite/manifest.json');
if (!existsSync(manifestFile)) {
  console.error('There is no build yet. Run: npx vite build -c build/vite.config.ts');
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

/** Every file the entry needs before anything lazy is asked for. */
function firstLoad(key, seen = new Set()) {
  if (seen.has(key)) return [];
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no entry ${key}`);
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap(name => firstLoad(name, seen))];
}

const files = [...new Set(firstLoad(entry))].map(file => {
  const bytes = readFileSync(join(web, file));
  return { file, raw: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
});
const kb = bytes => `${(bytes / 1000).toFixed(1)} KB`;
for (const { file, raw, packed } of files.sort((a, b) => b.packed - a.packed))
  console.log(`${kb(packed).padStart(10)}  ${kb(raw).padStart(10)}  ${file}`);
const script = files.filter(({ file }) => file.endsWith('.js')).reduce((sum, { packed }) => sum + packed, 0);
console.log(`${entry}: ${kb(script)} of script, gzip; limit ${kb(limit)}`);
if (script > limit) {
  console.error(`Too much script on the first page: ${kb(script - limit)} over. Load parts lazily.`);
  process.exit(1);
}
