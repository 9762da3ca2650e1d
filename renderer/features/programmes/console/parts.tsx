import { useState } from 'react';
import type { PersonHead } from '../../../../server/learning/contract.ts';
import { Avatar, Checkbox, Refused, SearchField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { nameOf, pictureOf } from '../parts/names.ts';
import { usePeopleChoice } from './api.ts';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';

export const PersonName = ({ person }: { person: PersonHead }) => (
  <span className={styles.person}>
    <Avatar name={nameOf(person)} size={24} src={pictureOf(person)} />
    <span>{nameOf(person)}</span>
  </span>
);

export const Refusal = ({ error }: { error: Error | null }) => (error ? <Refused>{error.message}</Refused> : null);

type ChoiceProps = {
  chosen: ReadonlySet<number>;
  onChange: (chosen: ReadonlySet<number>) => void;
  /** Number of somebody who cannot be chosen. */
  without?: number | null;
  label: string;
  error?: string | undefined;
};

/** Several people, found by name or address; whoever was chosen stays chosen while others are looked for. */
export function PeopleChoice({ chosen, onChange, without = null, label, error }: ChoiceProps) {
  const t = useMessages(managingMessages);
  const [search, setSearch] = useState('');
  const people = usePeopleChoice(search);
  const rows = (people.data?.items ?? []).filter(({ id }) => id !== without);
  const set = (id: number, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <SearchField
        label={t('managing.chooseSearch')}
        placeholder={t('managing.chooseSearch')}
        value={search}
        onChange={setSearch}
      />
      <div className={styles.boxes}>
        {rows.map(person => (
          <Checkbox
            key={person.id}
            label={nameOf(person)}
            description={person.email}
            checked={chosen.has(person.id)}
            onChange={event => set(person.id, event.currentTarget.checked)}
          />
        ))}
        {people.data && rows.length === 0 ? <p>{t('managing.chooseNone')}</p> : null}
      </div>
      {error ? <p className={styles.problem}>{error}</p> : null}
      <p role="status">{chosen.size > 0 ? t('managing.chosen', { count: chosen.size }) : ''}</p>
    </fieldset>
  );
}
