/** Running one background job, as its schedule would. */
import { expect } from 'vitest';
import type { TestAcademy } from './academy.ts';
import { eventually } from './eventually.ts';

/** Enqueues it and waits until it is done; fails with what it met. */
export async function runJob({ academy, now }: TestAcademy, name: string, payload: object = {}): Promise<void> {
  const at = new Date(now()).toISOString();
  const job = { name, payload: JSON.stringify(payload), state: 'queued', run_at: at, max_attempts: 1, created_at: at };
  const [{ id }] = await academy.db.writer('jobs').insert(job).returning('id');
  academy.wake();
  await eventually(`${name} is done`, async () => {
    const { state, last_error } = await academy.db.reader('jobs').where({ id }).first();
    expect(last_error).toBe(null);
    return state === 'done';
  });
}
