import { TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { NewPasswordField } from '../../accounts/parts/new-password-field.tsx';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';
import type { Wizard } from '../use-wizard.ts';

type Field = 'first_name' | 'last_name' | 'email';

export function AccountStep({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const { answers, password, tried, refused, lacks, change, setPassword, setUp, isBegun } = wizard;
  const errorOf = (name: Field) => {
    const lack = lacks[name];
    if (tried && lack) return t(`site.${lack}`);
    return setUp.variables?.answers[name] === answers[name] ? refused[name] : undefined;
  };
  const sentSame = setUp.variables?.password === password;
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
        disabled={isBegun}
        type="email"
        label={t('site.email')}
        description={t('site.emailHelp')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      {isBegun ? (
        <p className={styles.quiet}>{t('site.accountFixed')}</p>
      ) : (
        <NewPasswordField
          label={t('site.password')}
          value={password}
          onChange={setPassword}
          about={{ email: answers.email, first_name: answers.first_name, last_name: answers.last_name }}
          tried={tried}
          error={sentSame ? refused['password'] : undefined}
        />
      )}
    </div>
  );
}
