import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { Queries } from './query-client.ts';

test('what changed while it was asked for the first time is asked for once more', async () => {
  const queries = new Queries();
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let asked = 0;
  const observer = new QueryObserver(queries, {
    queryKey: ['course', 1],
    queryFn: () => answers[asked++]?.promise ?? Promise.reject(new Error('asked too often')),
  });
  const leave = observer.subscribe(() => {});
  expect(asked).toBe(1);
  const current = queries.invalidateQueries({ queryKey: ['course'] });
  answers[0]?.resolve('of before');
  await expect.poll(() => asked).toBe(2);
  answers[1]?.resolve('of now');
  await current;
  expect(observer.getCurrentResult().data).toBe('of now');
  expect(asked).toBe(2);
  leave();
  queries.clear();
});

test('what nobody looks at any more is not asked for again', async () => {
  const queries = new Queries();
  const answer = Promise.withResolvers<string>();
  let asked = 0;
  const observer = new QueryObserver(queries, {
    queryKey: ['course', 1],
    queryFn: () => ((asked += 1), answer.promise),
  });
  const leave = observer.subscribe(() => {});
  const current = queries.invalidateQueries({ queryKey: ['course'] });
  leave();
  answer.resolve('of before');
  await current;
  expect(asked).toBe(1);
  queries.clear();
});
