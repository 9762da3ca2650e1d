import { type ChangeEvent, useRef } from 'react';
import { Brand, Button, notify, Refused } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { LOGO_BYTES, useRemoveLogo, useSetLogo } from '../api.ts';
import { settingsMessages } from '../messages/index.ts';
import styles from '../settings.module.css';

/** The logo as it stands in the rail, and another one for it. Takes effect at once. */
export function LogoChoice({ logo, name }: { logo: string | null; name: string }) {
  const t = useMessages(settingsMessages);
  const input = useRef<HTMLInputElement>(null);
  const set = useSetLogo();
  const remove = useRemoveLogo();
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const [picture] = event.currentTarget.files ?? [];
    event.currentTarget.value = ''; // the same file may be chosen again
    if (!picture) return;
    if (picture.size > LOGO_BYTES) notify.error(t('settings.logoTooLarge'));
    else set.mutate(picture, { onSuccess: () => notify.done(t('settings.logoSaved')) });
  };
  return (
    <div>
      <p className={styles.label}>{t('settings.logo')}</p>
      <p className={styles.help}>{t('settings.logoHelp')}</p>
      <div className={styles.logo}>
        <Brand name={name} src={logo ?? undefined} size={48} />
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('settings.logo')}
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          onChange={take}
        />
        <div className={styles.logoActions}>
          <Button variant="default" loading={set.isPending} onClick={() => input.current?.click()}>
            {t(logo ? 'settings.changeLogo' : 'settings.chooseLogo')}
          </Button>
          {logo ? (
            <Button
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined, { onSuccess: () => notify.done(t('settings.logoRemoved')) })}
            >
              {t('settings.removeLogo')}
            </Button>
          ) : null}
        </div>
      </div>
      {set.error ? <Refused>{set.error.message}</Refused> : null}
    </div>
  );
}
