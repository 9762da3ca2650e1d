import { type FormEvent, useId, useState } from 'react';
import type { Role } from '../../../../../server/accounts/contract.ts';
import { Button, Dialog, notify, TextAreaField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useInvite, useMailWorks } from '../api.ts';
import { pastedPeople } from '../invited-rules.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { RoleBoxes } from './role-boxes.tsx';
import { Slips } from './slips.tsx';
import { WelcomeChoice } from './welcome-choice.tsx';

const WAYS = ['mail', 'link'] as const;
/** People that one request takes. */
const MOST = 200;

/** Several people by their addresses, by mail or with slips. */
export function InviteSeveral({ onClose }: { onClose: () => void }) {
  const t = useMessages(usersMessages);
  const form = useId();
  const invite = useInvite();
  const mailWorks = useMailWorks();
  const [text, setText] = useState('');
  const [roles, setRoles] = useState<Role[]>(['student']);
  const [way, setWay] = useState<(typeof WAYS)[number] | null>(null);
  const [tried, setTried] = useState(false);
  const { people, wrong } = pastedPeople(text);
  const send = way ?? (mailWorks ? 'mail' : 'link');
  const lack = () => {
    if (people.length === 0 && wrong.length === 0) return t('users.inviteNone');
    if (wrong.length > 0) return t('users.inviteWrong', { text: wrong.slice(0, 3).join(', ') });
    return people.length > MOST ? t('users.inviteMany', { count: MOST }) : undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lack() || roles.length === 0) return;
    invite.mutate(
      { people, roles, send },
      {
        onSuccess: made => {
          if (send !== 'mail' || made.some(({ refused }) => refused)) return;
          notify.done(t('users.linksSent', { count: made.length }));
          onClose();
        },
      },
    );
  };
  if (invite.data) return <Slips made={invite.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('users.inviteSeveral')}
      lead={t('users.inviteLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('users.cancel')}
          </Button>
          <Button type="submit" form={form} loading={invite.isPending}>
            {people.length > 0 ? t('users.inviteCount', { count: people.length }) : t('users.inviteSeveral')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <TextAreaField
          label={t('users.inviteAddresses')}
          description={t('users.inviteHow')}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          error={tried ? lack() : undefined}
          minRows={4}
          maxRows={12}
          autosize
          spellCheck={false}
          data-autofocus
        />
        <RoleBoxes
          value={roles}
          onChange={setRoles}
          error={tried && roles.length === 0 ? t('users.rolesMissing') : undefined}
        />
        <WelcomeChoice ways={WAYS} value={send} onChange={setWay} />
        <Refusal error={invite.error} />
      </form>
    </Dialog>
  );
}
