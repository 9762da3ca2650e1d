import { expect, it } from 'vitest';
import { eventually } from './eventually.ts';

it('hands back the first answer, whatever failed before', async () => {
  let asked = 0;
  const answer = await eventually('an answer', () => {
    asked += 1;
    if (asked === 1) throw new Error('not yet');
    return asked < 3 ? undefined : asked;
  });
  expect(answer).toBe(3);
});

it('gives up with what it waited for and the last error', async () => {
  const refused = new Error('refused');
  const waiting = eventually('the door', () => Promise.reject(refused), 120);
  await expect(waiting).rejects.toMatchObject({ message: 'the door: not within 120 ms', cause: refused });
});
