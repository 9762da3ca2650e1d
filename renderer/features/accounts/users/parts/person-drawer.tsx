import { type ReactNode, useState } from 'react';
import type { UserListItem } from '../../../../../server/accounts/contract.ts';
import { Avatar, Button, Drawer, FactList, ProgressBar, State } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import type { Deed } from './deeds.tsx';
import { nameOf } from './users-table.tsx';

type DrawerProps = { user: UserListItem | undefined; onClose: () => void; onDeed: (deed: Deed) => void };

/** One person in full, with what can be done. */
export function PersonDrawer({ user, onClose, onDeed }: DrawerProps) {
  // While the drawer slides out it still shows whom it showed.
  const [last, setLast] = useState(user);
  if (user && user !== last) setLast(user);
  return (
    <Drawer side="end" size={400} open={user !== undefined} onClose={onClose} title={last ? nameOf(last) : ''}>
      {last ? <Person user={last} onDeed={onDeed} /> : null}
    </Drawer>
  );
}

function Person({ user, onDeed }: { user: UserListItem; onDeed: (deed: Deed) => void }) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const users = [user];
  const fact = (key: string, name: string, value: ReactNode) => ({ key, name, value });
  const optional = (key: string, name: string, value: string | null) => (value ? [fact(key, name, value)] : []);
  return (
    <div className={styles.person}>
      <div className={styles.personHead}>
        <Avatar name={nameOf(user)} size={40} />
        {user.is_active ? (
          <State kind="ok">{t('users.active')}</State>
        ) : (
          <State kind="bad">{t('users.suspended')}</State>
        )}
      </div>
      <FactList
        nameWidth={120}
        facts={[
          fact('email', t('users.email'), user.email),
          fact('roles', t('users.roles'), user.roles.map(role => t(`users.role-${role}`)).join(', ')),
          fact('courses', t('users.courses'), format.number(user.course_count)),
          ...(user.progress_percentage === null
            ? []
            : [
                fact(
                  'progress',
                  t('users.progress'),
                  <span className={styles.progress}>
                    <ProgressBar
                      value={user.progress_percentage / 100}
                      label={t('users.progressOf', { name: nameOf(user) })}
                    />
                    <span>{format.percent(user.progress_percentage / 100)}</span>
                  </span>,
                ),
              ]),
          ...optional('organisation', t('users.organisation'), user.organization),
          ...optional('phone', t('users.phone'), user.phone),
          fact(
            'last',
            t('users.lastSignIn'),
            user.last_sign_in_at ? format.dateTime(user.last_sign_in_at) : t('users.never'),
          ),
          fact('since', t('users.since'), format.date(user.created_at)),
        ]}
      />
      <div className={styles.personActions}>
        <Button variant="default" onClick={() => onDeed({ kind: 'roles', users })}>
          {t('users.changeRoles')}
        </Button>
        <Button variant="default" onClick={() => onDeed({ kind: user.is_active ? 'suspend' : 'reactivate', users })}>
          {t(user.is_active ? 'users.suspend' : 'users.reactivate')}
        </Button>
      </div>
    </div>
  );
}
