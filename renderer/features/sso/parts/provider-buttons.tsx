import { IconBrandGitlab, IconBrandGoogle, IconBrandLinkedin, IconBrandWindows, IconKey } from '@tabler/icons-react';
import { Button, Refused } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type ProviderButton, useProviderButtons, useStartSignIn } from '../api.ts';
import { ssoMessages } from '../messages/index.ts';
import styles from '../sso.module.css';

const ICONS: Record<ProviderButton['preset'], typeof IconKey> = {
  openid: IconKey,
  google: IconBrandGoogle,
  microsoft: IconBrandWindows,
  gitlab: IconBrandGitlab,
  linkedin: IconBrandLinkedin,
  keycloak: IconKey,
};

export function ProviderIcon({ preset }: Pick<ProviderButton, 'preset'>) {
  const Icon = ICONS[preset];
  return <Icon size={20} stroke={1.6} aria-hidden="true" />;
}

/** One button for each provider, below the form; nothing where there is none. `then`: the path to go on to. */
export function ProviderButtons({ then }: { then: string }) {
  const t = useMessages(ssoMessages);
  const { data: providers = [] } = useProviderButtons();
  const start = useStartSignIn();
  if (providers.length === 0) return null;
  return (
    <div className={styles.buttons}>
      <p className={styles.or}>{t('sso.or')}</p>
      {providers.map(({ key, label, preset }) => (
        <Button
          key={key}
          variant="default"
          size="lg"
          fullWidth
          className={styles.button}
          leftSection={<ProviderIcon preset={preset} />}
          loading={start.isPending && start.variables.provider === key}
          onClick={() => start.mutate({ provider: key, then })}
        >
          {t('sso.with', { label })}
        </Button>
      ))}
      {start.error ? <Refused>{start.error.message}</Refused> : null}
    </div>
  );
}
