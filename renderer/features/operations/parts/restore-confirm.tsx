import { useState } from 'react';
import { Button, Link, Refused, TextField } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';

interface ConfirmProps {
  madeAt: string;
  /** Everything else that it needs was given. */
  ready: boolean;
  busy: boolean;
  error: string | null;
  onConfirm(): void;
}

/** The date is typed: nobody restores by a slip of the hand. */
export function RestoreConfirm({ madeAt, ready, busy, error, onConfirm }: ConfirmProps) {
  const t = useMessages(operationsMessages);
  const { locale, timeZone } = useFormat();
  const [typed, setTyped] = useState('');
  const said = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(madeAt));
  const word = said({ day: 'numeric', month: 'long' });
  const allowed = ready && typed.trim().toLocaleLowerCase(locale) === word.toLocaleLowerCase(locale);
  return (
    <form
      className={styles.confirm}
      onSubmit={event => {
        event.preventDefault();
        if (allowed) onConfirm();
      }}
    >
      <TextField
        className={styles.field}
        label={t('operations.typeToConfirm', { word })}
        value={typed}
        autoComplete="off"
        onChange={event => setTyped(event.currentTarget.value)}
      />
      {error ? <Refused>{error}</Refused> : null}
      <div className={styles.buttons}>
        <Button variant="default" size="md" component={Link} href="/console/backups">
          {t('operations.keep')}
        </Button>
        <Button type="submit" size="md" disabled={!allowed} loading={busy}>
          {t('operations.restore', { day: said({ weekday: 'long' }) })}
        </Button>
      </div>
    </form>
  );
}
