import { expect, it } from 'vitest';
import { verdictOf } from './outcome-rules.ts';

it('says what is true of mail as a whole', () => {
  expect(verdictOf({ configured: false }, { outcome: 'accepted' }).name).toBe('off');
  expect(verdictOf({ configured: true }, null).name).toBe('untried');
  expect(verdictOf({ configured: true }, { outcome: 'accepted' })).toEqual({ kind: 'ok', name: 'works' });
  expect(verdictOf({ configured: true }, { outcome: 'recipient-refused' }).name).toBe('works');
  expect(verdictOf({ configured: true }, { outcome: 'certificate' })).toEqual({ kind: 'bad', name: 'broken' });
});
