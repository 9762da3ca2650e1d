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

/** A query whose answers come when the test says so; `asked` counts the questions. */
function askedInParts<Answer>(queries: Queries, queryKey: string[]) {
  const answers: PromiseWithResolvers<Answer>[] = [];
  const queryFn = () => {
    const answer = Promise.withResolvers<Answer>();
    answers.push(answer);
    return answer.promise;
  };
  const observer = new QueryObserver<Answer>(queries, { queryKey, queryFn });
  return { answers, observer, leave: observer.subscribe(() => {}) };
}

test.each(['the first time', 'again'])('what was saved while it was asked for %s is not put back', async time => {
  const queries = new Queries();
  const { answers, observer, leave } = askedInParts<string>(queries, ['settings']);
  if (time === 'again') {
    answers[0]?.resolve('of long ago');
    await expect.poll(() => observer.getCurrentResult().data).toBe('of long ago');
    void observer.refetch();
  }
  const asked = answers.length;
  queries.setQueryData(['settings'], 'saved');
  answers[asked - 1]?.resolve('of before');
  await expect.poll(() => answers.length).toBe(asked + 1);
  expect(observer.getCurrentResult().data).toBe('saved');
  answers[asked]?.resolve('saved, and read');
  await expect.poll(() => observer.getCurrentResult().data).toBe('saved, and read');
  leave();
  queries.clear();
});

test('a list that is not there yet, in which something was changed, is asked for once more', async () => {
  const queries = new Queries();
  const { answers, observer, leave } = askedInParts<string[]>(queries, ['outline']);
  queries.setQueryData<string[]>(['outline'], titles => titles?.map(() => 'new title'));
  answers[0]?.resolve(['old title']);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.resolve(['new title']);
  await expect.poll(() => observer.getCurrentResult().data).toEqual(['new title']);
  leave();
  queries.clear();
});

test('what was saved while nobody asked is not asked for', () => {
  const queries = new Queries();
  queries.setQueryData(['settings'], 'saved');
  expect(queries.isFetching()).toBe(0);
  expect(queries.getQueryData(['settings'])).toBe('saved');
  queries.clear();
});
