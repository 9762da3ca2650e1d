import { expect, test } from 'vitest';
import { wholeLines } from './files.ts';

test('lines are passed on whole, however the pieces arrive', () => {
  const taken: string[] = [];
  const take = wholeLines(lines => taken.push(lines));
  take('{"a":');
  take(Buffer.from('1}\n{"b":2}\n{"c"'));
  take(':3}\n');
  expect(taken).toEqual(['{"a":1}\n{"b":2}\n', '{"c":3}\n']);
});
