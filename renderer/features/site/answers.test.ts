import { expect, test } from 'vitest';
import {
  type Answers,
  forgetAnswers,
  isUnfinished,
  keepAnswers,
  keptAnswers,
  lanNameOf,
  NO_ANSWERS,
} from './answers.ts';

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: key => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: key => void all.delete(key),
  };
}

test('answers outlive the window; a password never does', () => {
  const place = storage();
  const answers: Answers = {
    ...NO_ANSWERS,
    way: 'new',
    site_name: 'Harbour School',
    email: 'ada@example.org',
    sample_course: false,
    said: { backups: 'Later' },
  };
  keepAnswers(place, { ...answers, password: 'correct horse battery' } as Answers);
  expect(keptAnswers(place)).toEqual(answers);
  expect([...place.all.values()].join()).not.toContain('horse');
  forgetAnswers(place);
  expect(keptAnswers(place)).toEqual(NO_ANSWERS);
});

test('a set-up is unfinished from the account on', () => {
  const place = storage();
  keepAnswers(place, { ...NO_ANSWERS, way: 'new' });
  expect(isUnfinished(place)).toBe(false);
  keepAnswers(place, { ...NO_ANSWERS, begun: 'mail' });
  expect(isUnfinished(place)).toBe(true);
  expect(keptAnswers(place).begun).toBe('mail');
});

test('odd and refused storage is as if nothing was kept', () => {
  const place = storage();
  place.setItem('lyceum.setup', '{"site_name": 7, "email"');
  expect(keptAnswers(place)).toEqual(NO_ANSWERS);
  place.setItem(
    'lyceum.setup',
    '{"site_name": 7, "way": "sideways", "begun": 3, "said": {"mail": 1, "nonsense": "x"}}',
  );
  expect(keptAnswers(place)).toEqual(NO_ANSWERS);
  const refusing = () => {
    throw new Error('refused');
  };
  const closed = { getItem: refusing, setItem: refusing, removeItem: refusing };
  expect(keptAnswers(closed)).toEqual(NO_ANSWERS);
  expect(() => keepAnswers(closed, NO_ANSWERS)).not.toThrow();
});

test('a name on the network is written in many ways and is one', () => {
  expect(['Northgate', ' northgate.local', 'NORTHGATE.local.'].map(lanNameOf)).toEqual(Array(3).fill('northgate'));
});
