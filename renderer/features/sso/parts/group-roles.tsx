import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ActionIcon, Button, SelectField, State, Switch, TextField } from '../../../kit/index.ts';
import type { Role } from '../../../../server/accounts/contract.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usersMessages } from '../../accounts/users/messages/index.ts';
import { ROLES } from '../../accounts/users/users-query.ts';
import { ssoMessages } from '../messages/index.ts';
import type { Draft } from '../provider-draft.ts';
import styles from '../sso.module.css';
import type { PartProps } from './provider-dialog.tsx';

type Row = Draft['group_roles'][number];

/** Which group at the provider gives which role here. */
export function GroupRoles({ draft, change, errorOf }: PartProps) {
  const t = useMessages(ssoMessages);
  const words = useMessages(usersMessages);
  const { group_roles: rows } = draft;
  // Rows have no name of their own before one is typed.
  const [keys, setKeys] = useState(() => rows.map((_, at) => at));
  const replace = (at: number, part: Partial<Row>) =>
    change({ group_roles: rows.map((row, index) => (index === at ? { ...row, ...part } : row)) });
  const text = (name: 'group_claim' | 'extra_scopes') => ({
    value: draft[name],
    error: errorOf(name),
    spellCheck: false,
    autoCapitalize: 'none',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={styles.fields}>
      <legend>{t('sso.step-roles')}</legend>
      <TextField {...text('group_claim')} label={t('sso.groupClaim')} description={t('sso.groupClaimHelp')} />
      {draft.group_claim === '' ? null : (
        <>
          <TextField {...text('extra_scopes')} label={t('sso.extraScopes')} description={t('sso.extraScopesHelp')} />
          <div className={styles.groups}>
            {rows.map(({ group, role }, at) => (
              <div key={keys[at]} className={styles.group}>
                <TextField
                  label={t('sso.group')}
                  value={group}
                  spellCheck={false}
                  onChange={event => replace(at, { group: event.currentTarget.value })}
                />
                <SelectField
                  label={t('sso.role')}
                  value={role}
                  data={ROLES.map(value => ({ value, label: words(`users.role-${value}`) }))}
                  onChange={value => value && replace(at, { role: value as Role })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={t('sso.removeGroup', { group })}
                  onClick={() => {
                    setKeys(keys.filter((_, index) => index !== at));
                    change({ group_roles: rows.filter((_, index) => index !== at) });
                  }}
                >
                  <IconX size={16} stroke={1.75} />
                </ActionIcon>
              </div>
            ))}
          </div>
          <div>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                setKeys([...keys, Math.max(-1, ...keys) + 1]);
                change({ group_roles: [...rows, { group: '', role: 'instructor' }] });
              }}
            >
              {t('sso.addGroup')}
            </Button>
          </div>
          {rows.some(({ role }) => role === 'administrator') ? (
            <State kind="warn">{t('sso.adminWarning')}</State>
          ) : null}
          <Switch
            label={t('sso.replace')}
            description={t('sso.replaceHelp')}
            checked={draft.group_mode === 'replace'}
            onChange={event => change({ group_mode: event.currentTarget.checked ? 'replace' : 'add' })}
          />
        </>
      )}
    </fieldset>
  );
}
