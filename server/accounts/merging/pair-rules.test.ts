import { describe, expect, it } from 'vitest';
import { areSimilar, type Candidate, pairsOf, plainPhone } from './pair-rules.ts';

let ids = 0;
const person = (name_folded: string, email: string, phone: string | null = null): Candidate => ({
  id: ++ids,
  name_folded,
  email,
  phone,
});
const found = (...people: Candidate[]) =>
  pairsOf(people, 100).map(({ first, second, reason }) => [
    people.findIndex(p => p.id === first),
    people.findIndex(p => p.id === second),
    reason,
  ]);

describe('similar addresses', () => {
  it.each([
    ['ada@old.example', 'ada@new.example'],
    ['ada.lovelace@x.example', 'adalovelace+lms@y.example'],
    ['ada1@x.example', 'ada22@x.example'],
    ['lovelace@x.example', 'lovelaec@x.example'],
    ['anasilva@x.example', 'anasillva@x.example'],
  ])('%s and %s', (one, other) => expect(areSimilar(one, other)).toBe(true));

  it.each([
    ['ada@x.example', 'charles@x.example'],
    ['ana@x.example', 'ann@x.example'],
    ['a1@x.example', 'a2@x.example'],
  ])('not %s and %s', (one, other) => expect(areSimilar(one, other)).toBe(false));
});

it('reads a telephone number whatever stands between its digits', () => {
  expect(plainPhone('+34 (911) 23-45-67')).toBe('34911234567');
  expect(plainPhone('0034 911 234 567')).toBe('34911234567');
  expect(plainPhone('12 34')).toBeNull();
  expect(plainPhone(null)).toBeNull();
});

describe('pairs', () => {
  it('share a number and a part of the name, or the name and nearly the address', () => {
    expect(
      found(
        person('ada byron', 'a@x.example', '+34 911 234 567'),
        person('ada lovelace', 'b@y.example', '0034911234567'),
      ),
    ).toEqual([[0, 1, 'same-phone']]);
    expect(found(person('ada lovelace', 'ada@x.example'), person('ada lovelace', 'ada@y.example'))).toEqual([
      [0, 1, 'same-name'],
    ]);
  });

  it('are not people who only share a telephone or only a name', () => {
    expect(
      found(person('ada byron', 'a@x.example', '911234567'), person('charles babbage', 'b@x.example', '911234567')),
    ).toEqual([]);
    expect(found(person('john smith', 'john@x.example'), person('john smith', 'smithy@y.example'))).toEqual([]);
  });

  it('name each account once, and no more pairs than asked for', () => {
    const people = ['a@1.example', 'a@2.example', 'a@3.example', 'a@4.example'].map(email =>
      person('same name', email),
    );
    expect(found(...people)).toEqual([
      [0, 1, 'same-name'],
      [2, 3, 'same-name'],
    ]);
    expect(pairsOf(people, 1)).toHaveLength(1);
  });
});
