import type { Me } from '../../../server/accounts/contract.ts';

/** What the form holds: nothing is an empty text. */
export type Fields = Record<'first_name' | 'last_name' | 'organization' | 'phone' | 'bio', string>;

export const fieldsOf = (me: Pick<Me, keyof Fields>): Fields => ({
  first_name: me.first_name,
  last_name: me.last_name,
  organization: me.organization ?? '',
  phone: me.phone ?? '',
  bio: me.bio ?? '',
});

type Change = { first_name?: string; last_name?: string } & Partial<
  Record<'organization' | 'phone' | 'bio', string | null>
>;

/** Only what differs from what is stored, trimmed; an emptied text is null. */
export function changesOf(me: Pick<Me, keyof Fields>, fields: Fields): Change {
  const before = fieldsOf(me);
  const names = (Object.keys(before) as (keyof Fields)[]).filter(name => fields[name].trim() !== before[name].trim());
  return Object.fromEntries(
    names.map(name => {
      const text = fields[name].trim();
      return [name, text === '' && name !== 'first_name' && name !== 'last_name' ? null : text];
    }),
  );
}

const keyOf = (userId: number) => `lyceum.profile-draft.${userId}`;

/** What was typed and not saved yet in this tab; null when there is nothing. */
export function keptDraft(userId: number): Fields | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(userId)) ?? 'null') as Fields | null;
  } catch {
    return null; // refused storage or a half-written value: the form starts from what is stored
  }
}

export function keepDraft(userId: number, fields: Fields | null): void {
  try {
    if (fields) sessionStorage.setItem(keyOf(userId), JSON.stringify(fields));
    else sessionStorage.removeItem(keyOf(userId));
  } catch {
    // refused storage: the draft lasts as long as the page
  }
}
