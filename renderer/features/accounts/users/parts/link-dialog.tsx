import { IconMail, IconPrinter, IconQrcode } from '@tabler/icons-react';
import { createPortal } from 'react-dom';
import type { MadeLink, UserListItem } from '../../../../../server/accounts/contract.ts';
import { Button, CopyButton, Dialog, notify, QrCode } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useMailWorks, useMakeLink } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { SlipWords } from './slip-words.tsx';
import { nameOf } from './users-table.tsx';

type Person = Pick<UserListItem, 'id' | 'first_name' | 'last_name' | 'email' | 'invited'>;

const icon = { size: 18, stroke: 1.75, 'aria-hidden': 'true' } as const;

/** Makes a link for somebody: shown with its QR code, or sent by mail where the academy sends any. */
export function LinkDialog({ user, onClose }: { user: Person; onClose: () => void }) {
  const t = useMessages(usersMessages);
  const mailWorks = useMailWorks();
  const make = useMakeLink();
  const name = nameOf(user);
  const purpose = user.invited ? 'invitation' : 'password';
  const run = (send: 'link' | 'mail') =>
    make.mutate(
      { id: user.id, purpose, send },
      {
        onSuccess: link => {
          if (link.sent_to === null) return;
          notify.done(t('users.linkSent', { email: link.sent_to }));
          onClose();
        },
      },
    );
  if (make.data?.url) return <MadeLinkShown link={make.data} url={make.data.url} name={name} onClose={onClose} />;
  const busy = (send: string) => make.isPending && make.variables.send === send;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('users.linkFor', { name })}
      lead={t('users.linkReplaces', { name })}
      actions={
        <>
          {mailWorks ? (
            <Button
              variant="default"
              leftSection={<IconMail {...icon} />}
              loading={busy('mail')}
              onClick={() => run('mail')}
            >
              {t('users.sendLink')}
            </Button>
          ) : null}
          <Button
            leftSection={<IconQrcode {...icon} />}
            loading={busy('link')}
            onClick={() => run('link')}
            data-autofocus
          >
            {t('users.showLink')}
          </Button>
        </>
      }
    >
      <Refusal error={make.error} />
    </Dialog>
  );
}

type MadeProps = { link: MadeLink; url: string; name: string; onClose: () => void };

/** The link with which somebody chooses a password, shown this once. */
export function MadeLinkShown({ link: { purpose, expires_at }, url, name, onClose }: MadeProps) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const lead = t(`users.linkLead-${purpose}`, { name, until: format.dateTime(expires_at) });
  return <ShownLink until={expires_at} slip {...{ url, name, lead, onClose }} />;
}

type ShownProps = {
  url: string;
  name: string;
  lead: string;
  /** Moment until which it works. */
  until: string;
  /** It can be printed as a slip to hand out. */
  slip?: boolean;
  onClose: () => void;
};

/** A link that is shown this once: to scan, to copy, to print. */
export function ShownLink({ url, name, lead, until: end, slip = false, onClose }: ShownProps) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const until = format.dateTime(end);
  return (
    <Dialog
      open
      // Only by a button: a stray click beside the dialog must not take the link away.
      onClose={() => {}}
      closable={false}
      title={t('users.linkFor', { name })}
      lead={lead}
      actions={
        <>
          {slip ? (
            <Button variant="default" leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>
              {t('users.printSlip')}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t('users.done')}</Button>
        </>
      }
    >
      <div className={styles.link}>
        <QrCode value={url} size={176} label={t('users.linkFor', { name })} />
        <div className={styles.linkWords}>
          <code>{url}</code>
          <CopyButton text={url} data-autofocus>
            {t('users.copyLink')}
          </CopyButton>
          <p>{t('users.linkOnce')}</p>
        </div>
      </div>
      {slip ? <Slip url={url} name={name} until={until} /> : null}
    </Dialog>
  );
}

/** What is printed instead of the page: a slip to hand out. */
function Slip({ url, name, until }: { url: string; name: string; until: string }) {
  return createPortal(
    <div className={styles.slip} aria-hidden="true">
      <SlipWords {...{ url, name, until }} />
    </div>,
    document.body,
  );
}
