import { IconPhotoPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Button, FieldError, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';
import { shrinkLogo } from '../shrink-logo.ts';
import type { Wizard } from '../use-wizard.ts';

export function NameStep({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const { answers, tried, refused, change } = wizard;
  const isMissing = tried && answers.site_name.trim() === '';
  return (
    <div className={styles.fields}>
      <TextField
        size="lg"
        label={t('site.name')}
        placeholder={t('site.nameHint')}
        autoComplete="organization"
        maxLength={80}
        value={answers.site_name}
        error={isMissing ? t('site.nameMissing') : tried ? (refused['site_name'] ?? refused['name']) : undefined}
        onChange={event => change({ site_name: event.currentTarget.value })}
      />
      <LogoField wizard={wizard} />
    </div>
  );
}

/** A picture of the person's own, or none; the name stands in its place then. */
function LogoField({ wizard: { answers, change } }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const field = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      change({ logo: await shrinkLogo(file) });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div>
      <p className={styles.label}>{t('site.logo')}</p>
      <p className={styles.quiet}>{t('site.logoHelp')}</p>
      <div className={styles.logo}>
        {answers.logo ? <img src={answers.logo} alt={t('site.logoAlt')} className={styles.logoPicture} /> : null}
        <Button
          variant="default"
          leftSection={<IconPhotoPlus size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => field.current?.click()}
        >
          {t(answers.logo ? 'site.logoOther' : 'site.logoChoose')}
        </Button>
        {answers.logo ? (
          <Button variant="subtle" color="gray" onClick={() => change({ logo: '' })}>
            {t('site.logoNone')}
          </Button>
        ) : null}
        <input
          ref={field}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          aria-label={t('site.logo')}
          onChange={event => void take(event.currentTarget.files?.[0])}
        />
      </div>
      {failed ? <FieldError>{t('site.logoUnreadable')}</FieldError> : null}
    </div>
  );
}
