import { PasswordField, State } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePasswordMin, usePasswordTrouble } from '../api.ts';
import { accountsMessages } from '../messages/index.ts';
import styles from './entrance.module.css';

interface NewPasswordFieldProps {
  value: string;
  onChange: (password: string) => void;
  /** Whose it will be: what is made of little else than names is guessed at once. */
  about: { email?: string; first_name?: string; last_name?: string };
  label?: string;
  /** Somebody wanted to go on: what is too short is said as a mistake. */
  tried: boolean;
  /** What the server says of it. */
  error?: string | undefined;
  size?: 'sm' | 'lg';
}

/** Where a password is chosen. It says while it is typed whether the academy takes it. */
export function NewPasswordField({ value, onChange, about, label, tried, error, size = 'lg' }: NewPasswordFieldProps) {
  const t = useMessages(accountsMessages);
  const count = usePasswordMin();
  const trouble = usePasswordTrouble(value, about);
  const words = {
    short: t('accounts.passwordTooShort', { count }),
    known: t('accounts.passwordKnown'),
    personal: t('accounts.passwordPersonal'),
    plain: t('accounts.passwordPlain'),
  };
  const isShort = Array.from(value).length < count;
  // Said once, at the field, as soon as somebody wanted to go on; before that beside it.
  const mistake = tried && isShort ? words.short : tried && trouble ? words[trouble] : error;
  return (
    <div>
      <PasswordField
        size={size}
        label={label ?? t('accounts.password')}
        description={t('accounts.passwordHelp', { count })}
        autoComplete="new-password"
        maxLength={200}
        value={value}
        error={mistake}
        onChange={event => onChange(event.currentTarget.value)}
      />
      <div aria-live="polite" className={styles.hint}>
        {trouble === null ? <State kind="ok">{t('accounts.passwordGood')}</State> : null}
        {trouble && !mistake ? <State kind={trouble === 'short' ? 'mute' : 'warn'}>{words[trouble]}</State> : null}
      </div>
    </div>
  );
}
