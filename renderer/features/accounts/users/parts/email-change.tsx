import { IconQrcode } from '@tabler/icons-react';
import type { UserListItem } from '../../../../../server/accounts/contract.ts';
import { Button, type } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useHandOutChange, useWaitingChange } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { ShownLink } from './link-dialog.tsx';
import { nameOf } from './users-table.tsx';

/** Another address that the person asked for. Where no mail is sent, the link that carries it out is handed out here. */
export function WaitingEmailChange({ user }: { user: UserListItem }) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const { data } = useWaitingChange(user.id);
  const handOut = useHandOutChange(user.id);
  const name = nameOf(user);
  const pending = data?.pending;
  if (!pending) return null;
  const { new_email: email } = pending;
  return (
    <section aria-labelledby="waiting-address" className={styles.waiting}>
      <h3 id="waiting-address" className={type.pane}>
        {t('users.addressAsked')}
      </h3>
      <p>{t('users.addressAskedLead', { email, until: format.dateTime(pending.expires_at) })}</p>
      <Button
        variant="default"
        leftSection={<IconQrcode size={18} stroke={1.75} aria-hidden="true" />}
        loading={handOut.isPending}
        onClick={() => handOut.mutate()}
      >
        {t('users.addressHandOut')}
      </Button>
      <Refusal error={handOut.error} />
      {handOut.data ? (
        <ShownLink
          until={handOut.data.expires_at}
          url={handOut.data.url}
          name={name}
          lead={t('users.addressLinkLead', { name, email })}
          onClose={handOut.reset}
        />
      ) : null}
    </section>
  );
}
