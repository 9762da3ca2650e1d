import { type ReactNode, useState } from 'react';
import type { UserListItem } from '../../../../../server/accounts/contract.ts';
import { Avatar, Button, Drawer, FactList, ProgressBar, type } from '../../../../kit/index.ts';
import { bridge } from '../../../../platform/bridge.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useSession } from '../../../../platform/session.tsx';
import { PersonActs } from '../../../activity/parts/person-acts.tsx';
import { SeeAs } from '../../security/parts/see-as.tsx';
import { SessionList } from '../../security/parts/session-list.tsx';
import { PersonFactors } from '../../../factors/parts/person-factors.tsx';
import { factorsMessages } from '../../../factors/messages/index.ts';
import { AccountLock } from '../../../sign-in-rules/parts/account-lock.tsx';
import { PersonProgrammes } from '../../../programmes/console/person-programmes.tsx';
import { PersonPrivacy } from '../../../privacy/parts/person-privacy.tsx';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import type { Deed } from './deeds.tsx';
import { WaitingEmailChange } from './email-change.tsx';
import { OpenLinks } from './open-links.tsx';
import { nameOf, UserState } from './users-table.tsx';

type DrawerProps = { user: UserListItem | undefined; onClose: () => void; onDeed: (deed: Deed) => void };

/** One person in full, with what can be done. */
export function PersonDrawer({ user, onClose, onDeed }: DrawerProps) {
  // While the drawer slides out it still shows whom it showed.
  const [last, setLast] = useState(user);
  if (user && user !== last) setLast(user);
  return (
    <Drawer side="end" size={400} open={user !== undefined} onClose={onClose} title={last ? nameOf(last) : ''}>
      {last ? <Person user={last} onDeed={onDeed} onClose={onClose} /> : null}
    </Drawer>
  );
}

function Person({ user, onDeed, onClose }: Omit<DrawerProps, 'user'> & { user: UserListItem }) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const factorWords = useMessages(factorsMessages);
  const fact = (key: string, name: string, value: ReactNode) => ({ key, name, value });
  const optional = (key: string, name: string, value: string | null) => (value ? [fact(key, name, value)] : []);
  return (
    <div className={styles.person}>
      <div className={styles.personHead}>
        <Avatar name={nameOf(user)} size={40} />
        <UserState user={user} />
      </div>
      <PersonActions user={user} onDeed={onDeed} />
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
          fact('factors', factorWords('factors.person'), <PersonFactors userId={user.id} name={nameOf(user)} />),
          fact(
            'last',
            t('users.lastSignIn'),
            user.last_sign_in_at ? format.dateTime(user.last_sign_in_at) : t('users.never'),
          ),
          fact('since', t('users.since'), format.date(user.created_at)),
        ]}
      />
      <AccountLock userId={user.id} />
      <WaitingEmailChange user={user} />
      <OpenLinks user={user} />
      <section aria-labelledby="signed-in">
        <div className={styles.paneHead}>
          <h3 id="signed-in" className={type.pane}>
            {t('users.signedIn')}
          </h3>
          <Button size="xs" variant="subtle" onClick={() => onDeed({ kind: 'sign-out', users: [user] })}>
            {t('users.signOut')}
          </Button>
        </div>
        <SessionList userId={user.id} />
      </section>
      <PersonProgrammes userId={user.id} />
      <PersonActs userId={user.id} />
      <PersonPrivacy userId={user.id} name={nameOf(user)} onErased={onClose} />
    </div>
  );
}

/** What is done most, within reach as soon as the drawer is open. */
function PersonActions({ user, onDeed }: { user: UserListItem; onDeed: (deed: Deed) => void }) {
  const t = useMessages(usersMessages);
  const { may } = useSession();
  // The window on the machine itself has no academy to go on in.
  const mayBeSeen = !bridge && may('user:impersonate') && user.is_active && !user.roles.includes('administrator');
  const users = [user];
  return (
    <div className={styles.personActions}>
      <Button variant="default" onClick={() => onDeed({ kind: 'edit', users })}>
        {t('users.edit')}
      </Button>
      <Button variant="default" onClick={() => onDeed({ kind: 'roles', users })}>
        {t('users.changeRoles')}
      </Button>
      {user.is_active ? (
        <Button variant="default" onClick={() => onDeed({ kind: 'link', users })}>
          {t('users.makeLink')}
        </Button>
      ) : null}
      {mayBeSeen ? <SeeAs userId={user.id} name={nameOf(user)} /> : null}
      <Button variant="default" onClick={() => onDeed({ kind: user.is_active ? 'suspend' : 'reactivate', users })}>
        {t(user.is_active ? 'users.suspend' : 'users.reactivate')}
      </Button>
    </div>
  );
}
