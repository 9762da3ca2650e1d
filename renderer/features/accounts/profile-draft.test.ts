import { expect, it } from 'vitest';
import { changesOf, fieldsOf } from './profile-draft.ts';

const me = { first_name: 'DeShawn', last_name: 'Carter', organization: null, phone: '+1 410 555', bio: 'Veteran.' };

it('finds nothing changed in an untouched form', () => {
  expect(changesOf(me, fieldsOf(me))).toEqual({});
  expect(changesOf(me, { ...fieldsOf(me), bio: 'Veteran. ' })).toEqual({});
});

it('sends only what changed, and emptied texts as nothing', () => {
  const fields = { ...fieldsOf(me), first_name: ' Dee ', organization: 'Acme Energy', phone: ' ' };
  expect(changesOf(me, fields)).toEqual({ first_name: 'Dee', organization: 'Acme Energy', phone: null });
});

it('leaves an emptied name to be refused', () => {
  expect(changesOf(me, { ...fieldsOf(me), last_name: '' })).toEqual({ last_name: '' });
});
