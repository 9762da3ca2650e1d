import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contextNow, withinWork } from '../context.ts';
import { type Database, openDatabase } from './database.ts';
import { createTransact, type Transact } from './transact.ts';

let folder: string;
let ours: Database;
let theirs: Database;
let transact: Transact;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lyceum-transact-'));
  ours = openDatabase({ url: undefined, folder });
  theirs = openDatabase({ url: undefined, folder });
  transact = createTransact(ours);
  await ours.writer.schema.createTable('parents', t => void t.integer('id').primary());
  await ours.writer.schema.createTable('children', t => {
    t.integer('parent_id').references('id').inTable('parents');
  });
});
afterEach(async () => {
  await ours.close();
  await theirs.close();
  rmSync(folder, { recursive: true });
});

const insertParent = (id: number) => transact(async tx => void (await tx('parents').insert({ id })));
const orphan = () =>
  transact(async tx => {
    // The violation shows at COMMIT only.
    await tx.raw('pragma defer_foreign_keys = on');
    await tx('children').insert({ parent_id: 99 });
  });
const parents = async () => (await ours.read.all<{ id: number }>('select id from parents order by id')).map(r => r.id);

it('waits for the transaction of another process', async () => {
  const other = await theirs.writer.transaction();
  let refused = 0;
  const enough = Promise.withResolvers<void>();
  ours.writer.on('query-error', () => {
    if (++refused === 3) enough.resolve();
  });
  let done = 0;
  const waiting = [1, 2, 3].map(id => insertParent(id).then(() => done++));
  await enough.promise;
  expect(done).toBe(0);
  await other.commit();
  await Promise.all(waiting);
  expect(await parents()).toEqual([1, 2, 3]);
});

it('works through a group in the context of each', async () => {
  const [seen, wanted] = [new Map<number, string | null>(), [1, 2, 3].map(id => [id, `job:${id}`] as const)];
  const insert = (id: number) =>
    transact(async tx => {
      await tx('parents').insert({ id });
      seen.set(id, contextNow().via);
    });
  await Promise.all(wanted.map(([id, via]) => withinWork(via, () => insert(id))));
  expect([...seen]).toEqual(wanted);
});

it('rejects when COMMIT fails, and goes on working', async () => {
  await expect(orphan()).rejects.toThrow('FOREIGN KEY');
  await insertParent(1);
  expect(await parents()).toEqual([1]);
});

it('acknowledges nobody of a group whose COMMIT failed', async () => {
  const outcomes = await Promise.allSettled([insertParent(1), insertParent(2), orphan(), insertParent(3)]);
  const acknowledged = outcomes.flatMap(({ status }, n) =>
    status === 'fulfilled' && n !== 2 ? [n < 2 ? n + 1 : 3] : [],
  );
  expect(outcomes[2]?.status).toBe('rejected');
  expect(await parents()).toEqual(acknowledged);
  expect(acknowledged).not.toContain(3);
});

it('undoes only the unit that throws', async () => {
  const failing = transact(async tx => {
    await tx('parents').insert({ id: 50 });
    throw new Error('no');
  });
  const outcomes = await Promise.allSettled([insertParent(1), insertParent(2), failing, insertParent(3)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await parents()).toEqual([1, 2, 3]);
});

it('acknowledges nothing that the disk has not confirmed', async () => {
  const unconfirmed = transact(async tx => {
    await tx('parents').insert({ id: 1 });
    rmSync(`${ours.location}-wal`);
  });
  await expect(unconfirmed).rejects.toMatchObject({ code: 'ENOENT' });
});
