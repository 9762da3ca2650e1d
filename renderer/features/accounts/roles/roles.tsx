import { useQuery } from '@tanstack/react-query';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { RoleFacts } from '../../../../server/accounts/contract.ts';
import type { DataOf } from '../../../platform/api-types.ts';
import { ErrorPanel, Link, PageTitle, SelectField, Skeleton, VisuallyHidden } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { usersMessages } from '../users/messages/index.ts';
import { rolesMessages } from './messages/index.ts';
import styles from './roles.module.css';

type Facts = DataOf<'GET /roles'>;
type Word = `roles.may-${string}` & Parameters<ReturnType<typeof useMessages<typeof rolesMessages.en>>>[0];

/** Which part of the table each permission stands in, by the first that begins it. */
const GROUPS = [
  ['roles.learning', 'course:read'],
  ['roles.teaching', 'course:create'],
  ['roles.people-group', 'user:read'],
  ['roles.academy', 'site:update'],
  ['roles.machine', 'network:read'],
] as const;

/** What each role may do, in plain words, and who holds it. */
export function RolesPage() {
  const t = useMessages(rolesMessages);
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => call('GET /roles', {}, { signal }) });
  usePage(t('roles.title'));
  return (
    <div className={styles.page}>
      <PageTitle lead={t('roles.lead')}>{t('roles.title')}</PageTitle>
      {roles.data ? <RolesTable facts={roles.data} /> : null}
      {roles.error ? (
        <ErrorPanel title={t('roles.failed')} onRetry={() => void roles.refetch()}>
          {roles.error.message}
        </ErrorPanel>
      ) : null}
      {roles.isPending ? <Skeleton height={480} /> : null}
      <p className={styles.note}>
        {t('roles.ownLead')} {t('roles.howTo')}
      </p>
    </div>
  );
}

function RolesTable({ facts: { roles, permissions } }: { facts: Facts }) {
  const t = useMessages(rolesMessages);
  const u = useMessages(usersMessages);
  // A phone has room for one role at a time.
  const [shown, setShown] = useState(roles[0]?.role);
  const aside = (role: string) => (role === shown ? undefined : styles.aside);
  const starts = new Map<string, (typeof GROUPS)[number][0]>(GROUPS.map(([label, first]) => [first, label]));
  return (
    <div className={styles.scroll}>
      <SelectField
        className={styles.choice}
        label={t('roles.which')}
        value={shown ?? null}
        data={roles.map(({ role }) => ({ value: role, label: u(`users.role-${role}`) }))}
        onChange={value => setShown(roles.find(({ role }) => role === value)?.role)}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {roles.map(role => (
              <RoleHead key={role.role} facts={role} className={aside(role.role)} />
            ))}
          </tr>
        </thead>
        {permissions.map(permission => {
          const group = starts.get(permission);
          return (
            <tbody key={permission}>
              {group ? (
                <tr className={styles.group}>
                  <th scope="rowgroup" colSpan={roles.length + 1}>
                    {t(group)}
                  </th>
                </tr>
              ) : null}
              <tr>
                <th scope="row">{t(`roles.may-${permission}` as Word)}</th>
                {roles.map(({ role, permissions: held }) => (
                  <td key={role} className={aside(role)}>
                    <Grant grant={held.find(each => each.permission === permission)} />
                  </td>
                ))}
              </tr>
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

function RoleHead({ facts: { role, people }, className }: { facts: RoleFacts; className: string | undefined }) {
  const t = useMessages(rolesMessages);
  const u = useMessages(usersMessages);
  return (
    <th scope="col" className={className}>
      <span className={styles.role}>{u(`users.role-${role}`)}</span>
      <Link href={`/console/users?role=${role}`} className={styles.people}>
        {t('roles.people', { count: people })}
      </Link>
    </th>
  );
}

function Grant({ grant }: { grant: RoleFacts['permissions'][number] | undefined }) {
  const t = useMessages(rolesMessages);
  if (!grant)
    return (
      <>
        <span aria-hidden="true" className={styles.no}>
          –
        </span>
        <VisuallyHidden>{t('roles.no')}</VisuallyHidden>
      </>
    );
  return (
    <span className={styles.grant}>
      <IconCheck size={18} stroke={2} aria-hidden="true" className={styles.yes} />
      {grant.within ? t(`roles.within-${grant.within}`) : <VisuallyHidden>{t('roles.yes')}</VisuallyHidden>}
    </span>
  );
}
