import type { UserListItem } from '../../../../../server/accounts/contract.ts';
import { Button, notify, type } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useOpenLinks, useRevokeLink } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';

/** One-time links of a person that still work, each of which can be taken back. */
export function OpenLinks({ user }: { user: UserListItem }) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const links = useOpenLinks(user.id);
  const revoke = useRevokeLink(user.id);
  if (!links.data || links.data.length === 0) return null;
  return (
    <section aria-labelledby="open-links">
      <h3 id="open-links" className={type.pane}>
        {t('users.openLinks')}
      </h3>
      <ul className={styles.outcomes}>
        {links.data.map(({ id, purpose, expires_at }) => (
          <li key={id}>
            <span>{t(`users.openLink-${purpose}`, { until: format.dateTime(expires_at) })}</span>
            <Button
              size="xs"
              variant="default"
              loading={revoke.isPending && revoke.variables === id}
              onClick={() => revoke.mutate(id, { onSuccess: () => notify.done(t('users.takenBack')) })}
            >
              {t('users.takeBack')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
