import { Button, FilterRow, SearchField, SelectField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { usersMessages } from '../messages/index.ts';
import { isFiltered, ROLES, STATES, type UsersQuery } from '../users-query.ts';

type FiltersProps = { query: UsersQuery; onChange: (change: Partial<UsersQuery>) => void };

/** Search, role and state. */
export function Filters({ query, onChange }: FiltersProps) {
  const t = useMessages(usersMessages);
  return (
    <FilterRow>
      <SearchField
        label={t('users.search')}
        placeholder={t('users.searchHint')}
        value={query.search}
        onChange={search => onChange({ search })}
      />
      <SelectField
        aria-label={t('users.role')}
        value={query.role ?? ''}
        data={[
          { value: '', label: t('users.anyRole') },
          ...ROLES.map(role => ({ value: role, label: t(`users.role-${role}`) })),
        ]}
        onChange={value => onChange({ role: ROLES.find(role => role === value) })}
      />
      <SelectField
        aria-label={t('users.state')}
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
    </FilterRow>
  );
}
