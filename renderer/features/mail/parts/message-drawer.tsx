import type { ReactNode } from 'react';
import type { MailMessageDetail } from '../../../../server/mail/contract.ts';
import { Button, Drawer, ErrorPanel, FactList, SkeletonText } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useMessage, usePreview } from '../api.ts';
import styles from '../mail.module.css';
import { mailMessages } from '../messages/index.ts';
import { type Deal, MessageStateWords } from './deal.tsx';
import { MessageFrame } from './message-frame.tsx';

type DrawerProps = { id: number | null; onClose: () => void; deal: Deal };

/** One message in full: what came of it, what the mail server said, and what it says itself. */
export function MessageDrawer({ id, onClose, deal }: DrawerProps) {
  const message = useMessage(id);
  return (
    <Drawer side="end" size={620} open={id !== null} onClose={onClose} title={message.data?.subject ?? ''}>
      {message.data ? <Message message={message.data} deal={deal} /> : <SkeletonText />}
    </Drawer>
  );
}

function Message({ message, deal }: { message: MailMessageDetail; deal: Deal }) {
  const t = useMessages(mailMessages);
  const format = useFormat();
  const { state, outcome, answer, to_name, to_address, next_try_at, ended_at } = message;
  const fact = (key: string, name: string, value: ReactNode) => ({ key, name, value });
  const waiting = state === 'queued';
  return (
    <div className={styles.message}>
      <FactList
        nameWidth={132}
        facts={[
          fact('to', t('mail.to'), to_name ? `${to_name} <${to_address}>` : to_address),
          fact('state', t('mail.state'), <MessageStateWords state={state} />),
          ...(outcome && state !== 'sent' ? [fact('why', t('mail.lastAnswer'), t(`mail.outcome-${outcome}`))] : []),
          ...(answer ? [fact('said', t('mail.serverSaid'), <code className={styles.said}>{answer}</code>)] : []),
          fact('tries', t('mail.tries'), format.number(message.attempts)),
          ...(next_try_at ? [fact('next', t('mail.nextTry'), format.dateTime(next_try_at))] : []),
          fact('created', t('mail.created'), format.dateTime(message.created_at)),
          ...(ended_at ? [fact('ended', t('mail.ended'), format.dateTime(ended_at))] : []),
          fact('number', t('mail.number'), <code className={styles.said}>{message.message_id}</code>),
        ]}
      />
      {deal.allowed && state !== 'sending' ? (
        <div className={styles.buttons}>
          <Button variant="default" loading={deal.busy} onClick={() => deal.run(message, 'resend')}>
            {t(waiting ? 'mail.sendNow' : 'mail.resend')}
          </Button>
          {waiting ? (
            <Button variant="default" onClick={() => deal.run(message, 'cancel')}>
              {t('mail.cancel')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <MessagePreview id={message.id} />
    </div>
  );
}

function MessagePreview({ id }: { id: number }) {
  const t = useMessages(mailMessages);
  const preview = usePreview(id);
  if (preview.isError)
    return <ErrorPanel title={t('mail.previewFailed', { reason: preview.error.message })} level={3} />;
  return preview.data ? <MessageFrame preview={preview.data} /> : <SkeletonText />;
}
