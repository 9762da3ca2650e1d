import { IconMail, IconPrinter } from '@tabler/icons-react';
import { createPortal } from 'react-dom';
import type { Invited } from '../../../../../server/accounts/contract.ts';
import { Button, Dialog, notify, ProgressBar, Refused, State } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useMailWorks, useManyLinks } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { SlipWords } from './slip-words.tsx';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': 'true' } as const;

/** Links for several people: as slips to print, or by mail. They are shown only now. */
export function SlipsDialog({ ids, onClose }: { ids: readonly number[]; onClose: () => void }) {
  const t = useMessages(usersMessages);
  const mailWorks = useMailWorks();
  const { make, share } = useManyLinks();
  const send = (way: 'mail' | 'link') =>
    make.mutate(
      { ids, send: way },
      {
        onSuccess: made => {
          if (way === 'link') return;
          notify.done(t('users.linksSent', { count: made.filter(({ link }) => link).length }));
          onClose();
        },
      },
    );
  if (make.data && make.variables.send === 'link') return <Slips made={make.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('users.letIn', { count: ids.length })}
      lead={t('users.letInLead')}
      actions={
        <>
          {mailWorks ? (
            <Button
              variant="default"
              leftSection={<IconMail {...icon} />}
              loading={make.isPending && make.variables.send === 'mail'}
              onClick={() => send('mail')}
            >
              {t('users.sendLinks')}
            </Button>
          ) : null}
          <Button
            data-autofocus
            leftSection={<IconPrinter {...icon} />}
            loading={make.isPending && make.variables.send === 'link'}
            onClick={() => send('link')}
          >
            {t('users.makeSlips', { count: ids.length })}
          </Button>
        </>
      }
    >
      {make.isPending ? <ProgressBar size={8} value={share} label={t('users.letIn', { count: ids.length })} /> : null}
      {make.error ? <Refused>{make.error.message}</Refused> : null}
    </Dialog>
  );
}

/** What was made: slips behind the print button, and the names with what kept some from getting one. */
export function Slips({ made, onClose }: { made: readonly Invited[]; onClose: () => void }) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const ready = made.flatMap(({ link, ...person }) => (link?.url ? [{ ...person, link, url: link.url }] : []));
  return (
    <Dialog
      open
      // Only by a button: a stray click beside the dialog must not take the links away.
      onClose={() => {}}
      closable={false}
      title={t('users.slipsReady', { count: ready.length })}
      lead={t('users.slipsLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('users.done')}
          </Button>
          {ready.length > 0 ? (
            <Button data-autofocus leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>
              {t('users.printSlips')}
            </Button>
          ) : null}
        </>
      }
    >
      <ul className={styles.outcomes}>
        {made.map(({ id, name, email, refused }) => (
          <li key={`${id} ${email}`}>
            <span className={styles.outcomeName}>{name || email}</span>
            {refused ? (
              <State kind="warn">{t(`users.refused-${refused}`)}</State>
            ) : (
              <span className={styles.email}>{email}</span>
            )}
          </li>
        ))}
      </ul>
      {createPortal(
        <div className={styles.slips} aria-hidden="true">
          {ready.map(({ id, name, link, url }) => (
            <div key={id} className={styles.slipPage}>
              <SlipWords url={url} name={name} until={format.dateTime(link.expires_at)} />
            </div>
          ))}
        </div>,
        document.body,
      )}
    </Dialog>
  );
}
