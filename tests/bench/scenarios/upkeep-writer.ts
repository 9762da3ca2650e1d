/** Saves a row every ten milliseconds as the server does, and tells how long each save took. */
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import type { Write } from './upkeep.ts';

const EVERY_MS = 10;

const db = new Sqlite(workerData as string, { timeout: 60_000 });
db.pragma('synchronous = FULL');
const save = db.prepare(
  `insert into settings (key, value, updated_at) values ('bench.write', ?, ?) on conflict (key) do update set value = excluded.value`,
);
const begin = db.prepare('begin immediate');
const commit = db.prepare('commit');
const writes: Write[] = [];
const timer = setInterval(() => {
  const at = Date.now();
  const from = performance.now();
  begin.run();
  save.run(String(at), new Date(at).toISOString());
  commit.run();
  writes.push({ at, ms: performance.now() - from });
}, EVERY_MS);
parentPort?.once('message', () => {
  clearInterval(timer);
  db.close();
  parentPort?.postMessage(writes);
});
