import { expect, test } from 'vitest';
import { keepAnswers, keptAnswers, forgetAnswers, NO_ANSWERS, strengthOf } from './answers.ts';

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: key => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: key => void all.delete(key),
  };
}

test('answers outlive the page; a password never does', () => {
  const place = storage();
  const answers = { ...NO_ANSWERS, site_name: 'Harbour School', email: 'ada@example.org', sample_course: false };
  keepAnswers(place, { ...answers, password: 'correct horse battery' } as typeof answers);
  expect(keptAnswers(place)).toEqual(answers);
  expect([...place.all.values()].join()).not.toContain('horse');
  forgetAnswers(place);
  expect(keptAnswers(place)).toEqual(NO_ANSWERS);
});

test('odd and refused storage is as if nothing was kept', () => {
  const place = storage();
  place.setItem('lyceum.setup', '{"site_name": 7, "email"');
  expect(keptAnswers(place)).toEqual(NO_ANSWERS);
  place.setItem('lyceum.setup', '{"site_name": 7}');
  expect(keptAnswers(place)).toEqual(NO_ANSWERS);
  const refusing = () => {
    throw new Error('refused');
  };
  const closed = { getItem: refusing, setItem: refusing, removeItem: refusing };
  expect(keptAnswers(closed)).toEqual(NO_ANSWERS);
  expect(() => keepAnswers(closed, NO_ANSWERS)).not.toThrow();
});

test('a password is judged by its length, own words and repetition', () => {
  expect(strengthOf('short', [])).toEqual({ kind: 'short', missing: 5 });
  expect(strengthOf('ada.byron1815', ['Ada', 'Byron'])).toEqual({ kind: 'weak', reason: 'personal' });
  expect(strengthOf('aaaaaaaaaaaa', [])).toEqual({ kind: 'weak', reason: 'repeated' });
  expect(strengthOf('tallships88', [])).toEqual({ kind: 'good' });
  expect(strengthOf('correct horse battery', [])).toEqual({ kind: 'strong' });
});
