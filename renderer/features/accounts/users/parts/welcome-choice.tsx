import { ChoiceCards } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useMailWorks } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';

/** How somebody new gets in. */
export type Welcome = 'mail' | 'link' | 'password';

type WelcomeChoiceProps<Way extends Welcome> = { ways: readonly Way[]; value: Way; onChange: (way: Way) => void };

/** The ways in with what each means; mail only where the academy sends any. */
export function WelcomeChoice<Way extends Welcome>({ ways, value, onChange }: WelcomeChoiceProps<Way>) {
  const t = useMessages(usersMessages);
  const mailWorks = useMailWorks();
  const words = (way: Welcome) => ({ label: t(`users.welcome-${way}`), detail: t(`users.welcome-${way}Detail`) });
  return (
    <fieldset className={styles.roles}>
      <legend>{t('users.welcome')}</legend>
      <ChoiceCards
        label={t('users.welcome')}
        value={value}
        onChange={onChange}
        choices={ways.filter(way => mailWorks || way !== 'mail').map(way => ({ value: way, ...words(way) }))}
      />
    </fieldset>
  );
}
