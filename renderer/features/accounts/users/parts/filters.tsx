import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Kbd, SelectField, TextField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { usersMessages } from '../messages/index.ts';
import { isFiltered, ROLES, STATES, type UsersQuery } from '../users-query.ts';
import styles from '../users.module.css';

/** How long writing pauses before the list is asked. */
const PAUSE_MS = 250;

type FiltersProps = { query: UsersQuery; onChange: (change: Partial<UsersQuery>) => void };

/** Search, role and state; `/` puts the keyboard into the search. */
export function Filters({ query, onChange }: FiltersProps) {
  const t = useMessages(usersMessages);
  return (
    <div className={styles.filters}>
      <Search value={query.search} onChange={search => onChange({ search })} />
      <SelectField
        aria-label={t('users.role')}
        className={styles.select}
        value={query.role ?? ''}
        data={[
          { value: '', label: t('users.anyRole') },
          ...ROLES.map(role => ({ value: role, label: t(`users.role-${role}`) })),
        ]}
        onChange={value => onChange({ role: ROLES.find(role => role === value) })}
      />
      <SelectField
        aria-label={t('users.state')}
        className={styles.select}
        value={query.state ?? ''}
        data={[
          { value: '', label: t('users.anyState') },
          ...STATES.map(state => ({ value: state, label: t(`users.${state}`) })),
        ]}
        onChange={value => onChange({ state: STATES.find(state => state === value) })}
      />
      {isFiltered(query) ? (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onChange({ search: '', role: undefined, state: undefined })}
        >
          {t('users.clear')}
        </Button>
      ) : null}
    </div>
  );
}

function Search({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const t = useMessages(usersMessages);
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  // The address moved by itself (back, "clear"): the field follows.
  if (value !== shown) {
    setShown(value);
    if (value !== text.trim()) setText(value);
  }
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const pause = setTimeout(() => latest.current(text.trim()), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, value]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const writing = (event.target as Element).closest('input, textarea, select, [contenteditable], [role=dialog]');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writing) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <TextField
      ref={field}
      size="sm"
      type="search"
      className={styles.search}
      aria-label={t('users.search')}
      aria-keyshortcuts="/"
      placeholder={t('users.searchHint')}
      maxLength={100}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
      rightSection={text === '' ? <Kbd>/</Kbd> : null}
      rightSectionPointerEvents="none"
      value={text}
      onChange={event => setText(event.currentTarget.value)}
    />
  );
}
