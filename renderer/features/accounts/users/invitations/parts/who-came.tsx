import type { RegistrationInvitation } from '../../../../../../server/registration/contract.ts';
import { Button, Dialog, SkeletonText } from '../../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../../platform/messages/index.ts';
import { Refusal } from '../../../parts/refusal.tsx';
import { useUses } from '../api.ts';
import styles from '../invitations.module.css';
import { invitationsMessages } from '../messages/index.ts';

/** Who registered with an invitation, the latest first. */
export function WhoCame({
  invitation: { id, label: name },
  onClose,
}: {
  invitation: RegistrationInvitation;
  onClose: () => void;
}) {
  const t = useMessages(invitationsMessages);
  const format = useFormat();
  const uses = useUses(id);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('invitations.whoOf', { name })}
      actions={
        <Button onClick={onClose} data-autofocus>
          {t('invitations.done')}
        </Button>
      }
    >
      <Refusal error={uses.error} />
      {uses.isPending ? <SkeletonText /> : null}
      {uses.data?.length === 0 ? <p>{t('invitations.nobody')}</p> : null}
      {uses.data && uses.data.length > 0 ? (
        <ul className={styles.uses}>
          {uses.data.map(({ used_at, user }) => (
            <li key={`${used_at} ${user?.id ?? ''}`}>
              <span>{user ? `${user.first_name} ${user.last_name}` : t('invitations.unknown')}</span>
              <span>{format.dateTime(used_at)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}
