import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import type { EmailChangeFacts } from '../../../../server/registration/contract.ts';
import { Button, Checkbox, Dialog, FactList, Link } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { Entrance } from '../parts/entrance.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useChangeFacts, useConfirmChange, useRefuseChange } from './api.ts';
import styles from './joining.module.css';
import { joiningMessages } from './messages/index.ts';
import { LinkOver, troubleOf } from './parts/link-over.tsx';

/** What the links of a change of address open, at the old and at the new one. */
export function ConfirmEmail() {
  const t = useMessages(joiningMessages);
  const token = useLocation({ select: location => location.hash });
  const facts = useChangeFacts(token);
  usePage(t('joining.change'));
  if (facts.data) return <Deciding key={token} token={token} facts={facts.data} />;
  if (facts.isError) return <LinkOver error={facts.error} onRetry={() => void facts.refetch()} />;
  return (
    <Entrance title={t('joining.change')} lead={t('joining.checkingLink')}>
      {null}
    </Entrance>
  );
}

function Deciding({ token, facts }: { token: string; facts: EmailChangeFacts }) {
  const t = useMessages(joiningMessages);
  const confirm = useConfirmChange();
  const [isCallingOff, setCallingOff] = useState(false);
  const [calledOff, setCalledOff] = useState(false);
  const { side, first_name: name, old_email, new_email } = facts;
  if (calledOff) return <CalledOff isOld={side === 'old'} />;
  if (confirm.data) return <Confirmed facts={facts} missing={confirm.data.missing} />;
  if (confirm.error && troubleOf(confirm.error)) return <LinkOver error={confirm.error} onRetry={() => {}} />;
  return (
    <Entrance title={t('joining.change')} lead={t(`joining.changeLead-${side}`, { name })}>
      <div className={styles.facts}>
        <FactList
          facts={[
            { key: 'old', name: t('joining.from'), value: old_email },
            { key: 'new', name: t('joining.to'), value: new_email },
          ]}
        />
      </div>
      <div className={styles.stack}>
        <Refusal error={confirm.error} />
        <Button size="lg" fullWidth loading={confirm.isPending} onClick={() => confirm.mutate(token)}>
          {t('joining.changeDo')}
        </Button>
        <Button size="lg" variant="default" fullWidth onClick={() => setCallingOff(true)}>
          {t('joining.notMe')}
        </Button>
      </div>
      {isCallingOff ? (
        <CallOff
          token={token}
          isOld={side === 'old'}
          onClose={() => setCallingOff(false)}
          onDone={() => setCalledOff(true)}
        />
      ) : null}
    </Entrance>
  );
}

type CallOffProps = { token: string; isOld: boolean; onClose: () => void; onDone: () => void };

function CallOff({ token, isOld, onClose, onDone }: CallOffProps) {
  const t = useMessages(joiningMessages);
  const refuse = useRefuseChange();
  const [signOut, setSignOut] = useState(isOld);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('joining.notMeTitle')}
      lead={t(isOld ? 'joining.notMeOldLead' : 'joining.notMeLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('joining.keep')}
          </Button>
          <Button
            loading={refuse.isPending}
            onClick={() => refuse.mutate({ token, sign_out: signOut }, { onSuccess: onDone })}
          >
            {t('joining.callOff')}
          </Button>
        </>
      }
    >
      {isOld ? (
        <Checkbox
          label={t('joining.signOutToo')}
          checked={signOut}
          onChange={event => setSignOut(event.currentTarget.checked)}
        />
      ) : null}
      <Refusal error={refuse.error} />
    </Dialog>
  );
}

function Confirmed({ facts, missing }: { facts: EmailChangeFacts; missing: readonly ('old' | 'new')[] }) {
  const t = useMessages(joiningMessages);
  const { old_email, new_email } = facts;
  const [left] = missing;
  if (left)
    return (
      <Entrance
        title={t('joining.halfway')}
        lead={t(`joining.halfway-${left}`, { email: left === 'old' ? old_email : new_email })}
      >
        {null}
      </Entrance>
    );
  return (
    <Entrance title={t('joining.changed')} lead={t('joining.changedLead', { email: new_email })}>
      <div className={styles.stack}>
        <Button size="lg" fullWidth component={Link} href="/sign-in">
          {t('joining.goOn')}
        </Button>
      </div>
    </Entrance>
  );
}

function CalledOff({ isOld }: { isOld: boolean }) {
  const t = useMessages(joiningMessages);
  return (
    <Entrance title={t('joining.calledOff')} lead={t('joining.calledOffLead')}>
      {isOld ? (
        <div className={styles.stack}>
          <Button size="lg" fullWidth component={Link} href="/forgotten">
            {t('joining.choosePassword')}
          </Button>
        </div>
      ) : null}
    </Entrance>
  );
}
