import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { createEntries } from '../../server/ledger/repository/entries.ts';
import { verifyLedger } from '../../server/ledger/verifying.ts';
import { createVerifier, startOf } from '../../server/ledger/verifying-rules.ts';
import { freshDatabase } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';
import { plantActs } from '../harness/ledger.ts';
import { openLedgerRoom } from '../harness/ledger-room.ts';
import { temporaryFolder } from '../harness/folders.ts';

const WRITER = fileURLToPath(new URL('../harness/ledger-writer.ts', import.meta.url));
const KEEPER = fileURLToPath(new URL('../harness/ledger-keeper.ts', import.meta.url));
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function room() {
  const folder = temporaryFolder('ledger');
  const { url, drop } = await freshDatabase();
  const db = openDatabase({ url, folder: folder.path });
  undo.push(folder.remove, drop, () => db.close());
  await migrate(db.writer);
  const write = (count: number, sideBySide: number) => {
    const env = { ...process.env, LEDGER_URL: url ?? '' };
    const child = spawn(process.execPath, [WRITER, folder.path, String(count), String(sideBySide)], { env });
    undo.push(() => child.kill('SIGKILL'));
    const said: number[] = [];
    let errors = '';
    child.stdout.on('data', (text: Buffer) => said.push(...text.toString().trim().split('\n').map(Number)));
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, errors }));
    return { said, ended, child };
  };
  return { db, write };
}

/** Every entry, after it was found to be intact. */
async function intact(db: Database) {
  const all = await createEntries(db).from(1, 100_000);
  const verifier = createVerifier(startOf([]), []);
  for (const [i, entry] of all.entries()) expect(verifier.add(entry, all[i + 1])).toBeNull();
  return all;
}

it('64 writers in four processes leave one chain without gaps', async () => {
  const { db, write } = await room();
  const writers = [1, 2, 3, 4].map(() => write(100, 16));
  for (const { ended } of writers) expect(await ended).toEqual({ code: 0, errors: '' });
  const all = await intact(db);
  expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  expect(new Set(all.map(({ details }) => details)).size).toBe(4);
});

it('who is killed while writing leaves a chain that verifies and holds all that was acknowledged', async () => {
  const { db, write } = await room();
  for (const round of [1, 2, 3]) {
    const writer = write(1e6, 16);
    await eventually('it writes', async () => writer.said.length > 40 * round);
    writer.child.kill('SIGKILL');
    await writer.ended;
    const pid = JSON.stringify({ pid: writer.child.pid });
    const kept = new Set((await intact(db)).filter(({ details }) => details === pid).map(entry => entry.resource_id));
    expect(writer.said.slice(0, -1).filter(id => !kept.has(id))).toEqual([]);
  }
});

const DEEDS = ['verify', 'seal', 'prune'] as const;
const KILLS_EACH = 2;

it('who is killed while verifying, sealing or removing what is old leaves a chain that verifies, and no act twice or lost', async () => {
  const folder = temporaryFolder('ledger-kept');
  const { url, drop } = await freshDatabase();
  const ledger = openLedgerRoom(folder.path, url);
  undo.push(folder.remove, drop, () => ledger.db.close());
  await migrate(ledger.db.writer);
  await plantActs(ledger.db, 1200, '2026-11-21T09:00:00.000Z');
  for (let kill = 0; kill < KILLS_EACH * DEEDS.length; kill++) {
    const deed = DEEDS[kill % DEEDS.length] as (typeof DEEDS)[number];
    const before = (await ledger.entries.head()).id;
    // The first time right away, later ones when it has done so a few times.
    const said = await keptUntil(folder.path, { url, deed, times: 1 + kill });
    expect(await verifyLedger(ledger, 'full', { signal, progress: () => {} }), `after ${deed}`).toMatchObject({
      ok: true,
      trouble: null,
    });
    // Numbers have no gaps: the last one tells how many were ever written. One may be on the disk that nobody was told of.
    const written = (await ledger.entries.head()).id - before;
    const prunes = deed === 'prune' ? said.deeds : 0;
    expect(written, `after ${deed}`).toBeGreaterThanOrEqual(said.acts);
    expect(written, `after ${deed}`).toBeLessThanOrEqual(said.acts + 1 + prunes);
  }
  expect((await ledger.entries.lastSeal('beginning'))?.entry_id).toBeGreaterThan(1);
  expect(ledger.anchor.read()?.entry_id).toBeGreaterThan(1200);
}, 60_000);

const { signal } = new AbortController();

/** Lets a process keep the ledger, kills it when it has begun its deed so many times, and answers what it said until then. */
async function keptUntil(
  folder: string,
  { url, deed, times }: { url: string | undefined; deed: string; times: number },
) {
  const env = { ...process.env, LEDGER_URL: url ?? '' };
  const child = spawn(process.execPath, [KEEPER, folder, deed], { env });
  undo.push(() => child.kill('SIGKILL'));
  const words: string[] = [];
  let [rest, errors] = ['', ''];
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  child.stdout.on('data', (text: Buffer) => {
    const lines = (rest + text.toString()).split('\n');
    rest = lines.pop() ?? '';
    words.push(...lines);
    if (words.filter(word => word === deed).length >= times && words.includes('act')) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(errors).toBe('');
  const count = (word: string) => words.filter(each => each === word).length;
  return { acts: count('act'), deeds: count(deed) };
}
