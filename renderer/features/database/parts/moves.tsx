import { type FormEvent, useState } from 'react';
import { Button, ConfirmDialog, PasswordField, Refused, State, Section } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useMove, useTestAddress } from '../api.ts';
import styles from '../database.module.css';
import { databaseMessages } from '../messages/index.ts';

/** To PostgreSQL: the address, tested first, then the question. The address holds a password, so it is covered. */
export function MoveAway() {
  const t = useMessages(databaseMessages);
  const [url, setUrl] = useState('');
  const [asked, setAsked] = useState(false);
  const test = useTestAddress();
  const move = useMove();
  const tested = test.variables === url ? test.data : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate(url);
  };
  return (
    <Section title={t('database.moveTitle')} lead={t('database.moveLead')}>
      <form className={styles.form} onSubmit={submit} autoComplete="off">
        <PasswordField
          size="sm"
          label={t('database.address')}
          placeholder={t('database.addressHint')}
          value={url}
          maxLength={1000}
          spellCheck={false}
          error={tested && !tested.ok ? tested.reason : test.isError ? test.error.message : undefined}
          onChange={event => setUrl(event.currentTarget.value.trim())}
        />
        {tested?.ok ? <State kind="ok">{t('database.testOk', { version: tested.version ?? '' })}</State> : null}
        <div className={styles.actions}>
          <Button
            type="submit"
            variant={tested?.ok ? 'default' : 'filled'}
            disabled={url === ''}
            loading={test.isPending}
          >
            {t('database.test')}
          </Button>
          {tested?.ok ? <Button onClick={() => setAsked(true)}>{t('database.move')}</Button> : null}
        </div>
      </form>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t('database.moveAsk')}
        lead={t('database.moveAskLead')}
        keep={t('database.keep')}
        confirm={t('database.move')}
        busy={move.isPending}
        onConfirm={() => move.mutate({ to: 'postgres', url }, { onSuccess: () => setAsked(false) })}
      >
        {move.isError ? <Refused>{move.error.message}</Refused> : null}
      </ConfirmDialog>
    </Section>
  );
}

/** Back into the built-in database. */
export function BringBack() {
  const t = useMessages(databaseMessages);
  const [asked, setAsked] = useState(false);
  const move = useMove();
  return (
    <Section title={t('database.backTitle')} lead={t('database.backLead')}>
      <div className={styles.actions}>
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('database.back')}
        </Button>
      </div>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t('database.backAsk')}
        lead={t('database.moveAskLead')}
        keep={t('database.keep')}
        confirm={t('database.back')}
        busy={move.isPending}
        onConfirm={() => move.mutate({ to: 'sqlite' }, { onSuccess: () => setAsked(false) })}
      >
        {move.isError ? <Refused>{move.error.message}</Refused> : null}
      </ConfirmDialog>
    </Section>
  );
}
