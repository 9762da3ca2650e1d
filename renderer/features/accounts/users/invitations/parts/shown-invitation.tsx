import { IconPrinter } from '@tabler/icons-react';
import { createPortal } from 'react-dom';
import type { RegistrationInvitation } from '../../../../../../server/registration/contract.ts';
import { Button, CopyButton, Dialog, QrCode } from '../../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../../platform/messages/index.ts';
import { useSite } from '../../../../../platform/site.ts';
import users from '../../users.module.css';
import styles from '../invitations.module.css';
import { invitationsMessages } from '../messages/index.ts';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': 'true' } as const;

/** An invitation to scan, to read out, to copy, to print; as often as wanted. */
export function ShownInvitation({ invitation, onClose }: { invitation: RegistrationInvitation; onClose: () => void }) {
  const t = useMessages(invitationsMessages);
  const format = useFormat();
  const { label, code, url, max_uses: most, used, expires_at } = invitation;
  const left =
    most === null
      ? t('invitations.shownLead')
      : t('invitations.shownLead-limited', { count: Math.max(0, most - used) });
  const until =
    expires_at === null
      ? t('invitations.shownNoEnd')
      : t('invitations.shownUntil', { until: format.dateTime(expires_at) });
  return (
    <Dialog
      open
      onClose={onClose}
      title={label}
      lead={invitation.state === 'open' ? `${left} ${until}` : t(`invitations.state-${invitation.state}`)}
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>
            {t('invitations.print')}
          </Button>
          <Button onClick={onClose}>{t('invitations.done')}</Button>
        </>
      }
    >
      <div className={users.link}>
        <QrCode value={url} size={176} label={label} />
        <div className={users.linkWords}>
          <p className={styles.spoken}>{code}</p>
          <code>{url}</code>
          <CopyButton text={url} data-autofocus>
            {t('invitations.copy')}
          </CopyButton>
        </div>
      </div>
      <Poster invitation={invitation} />
    </Dialog>
  );
}

/** What is printed instead of the page: for a wall, or to cut up and hand out. */
function Poster({ invitation }: { invitation: RegistrationInvitation }) {
  const t = useMessages(invitationsMessages);
  const format = useFormat();
  const site = useSite();
  const { label, code, url, courses, expires_at } = invitation;
  const address = new URL(url);
  return createPortal(
    <div className={users.slip} aria-hidden="true">
      <p className={users.slipSite}>{label}</p>
      <p className={users.slipTitle}>{t('invitations.posterTitle', { site: site?.name ?? 'Lyceum' })}</p>
      <QrCode value={url} size={300} />
      <p>{t('invitations.posterScan')}</p>
      <p className={users.slipUrl}>{`${address.origin}/register`}</p>
      <p className={styles.posterCode}>{code}</p>
      {courses.length > 0 ? (
        <ul className={styles.posterCourses}>
          {courses.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ul>
      ) : null}
      {expires_at ? <p>{t('invitations.posterUntil', { until: format.dateTime(expires_at) })}</p> : null}
      {site?.support_contact ? <p className={users.slipSupport}>{site.support_contact}</p> : null}
    </div>,
    document.body,
  );
}
