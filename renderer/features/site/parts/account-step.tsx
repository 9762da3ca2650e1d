import { PasswordField, State, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { strengthOf } from '../answers.ts';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';
import type { Wizard } from '../use-wizard.ts';

type Field = 'first_name' | 'last_name' | 'email';

export function AccountStep({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const { answers, password, tried, refused, lacks, change, setPassword, setUp } = wizard;
  const errorOf = (name: Field | 'password') => {
    const lack = lacks[name];
    if (tried && lack) return t(`site.${lack}`);
    const sent =
      name === 'password' ? setUp.variables?.password === password : setUp.variables?.answers[name] === answers[name];
    return sent ? refused[name] : undefined;
  };
  const field = (name: Field) => ({
    size: 'lg' as const,
    value: answers[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <div className={styles.fields}>
      <div className={styles.names}>
        <TextField {...field('first_name')} label={t('site.firstName')} autoComplete="given-name" maxLength={80} />
        <TextField {...field('last_name')} label={t('site.lastName')} autoComplete="family-name" maxLength={80} />
      </div>
      <TextField
        {...field('email')}
        type="email"
        label={t('site.email')}
        description={t('site.emailHelp')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <div>
        <PasswordField
          size="lg"
          label={t('site.password')}
          description={t('site.passwordHelp')}
          autoComplete="new-password"
          maxLength={200}
          value={password}
          error={errorOf('password')}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Strength wizard={wizard} />
      </div>
    </div>
  );
}

/** What the password is worth, while it is written. */
function Strength({ wizard: { answers, password } }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const own = [answers.first_name, answers.last_name, answers.email.split('@')[0] ?? '', answers.site_name];
  const strength = strengthOf(
    password,
    own.map(word => word.trim()),
  );
  return (
    <p className={styles.strength} aria-live="polite">
      {password === '' ? null : strength.kind === 'short' ? (
        <State kind="mute">{t('site.short', { count: strength.missing })}</State>
      ) : strength.kind === 'weak' ? (
        <State kind="warn">{t(`site.weak-${strength.reason}`)}</State>
      ) : (
        <State kind="ok">{t(`site.${strength.kind}`)}</State>
      )}
    </p>
  );
}
