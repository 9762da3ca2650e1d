import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Chip, ChoiceCards, ErrorPanel, Skeleton } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useHttps, useHttpsStep } from '../../network/api.ts';
import { networkMessages } from '../../network/messages/index.ts';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';
import type { Wizard } from '../use-wizard.ts';
import { FORM } from './form.ts';

/** The two rungs that need nothing from outside; the others are climbed later. */
const CHOICES = [
  { value: 'none', icon: IconLockOpen, chip: 'site.httpsNothing', kind: 'info' },
  { value: 'local', icon: IconLock, chip: 'site.httpsEncrypted', kind: 'ok' },
] as const;
type Way = (typeof CHOICES)[number]['value'];

/** Plain connections, or encrypted ones with the certificate of this academy's own authority. */
export function HttpsStep({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const words = useMessages(networkMessages);
  const { data: https, error, refetch } = useHttps();
  const take = useHttpsStep((way: Way) =>
    way === 'local' ? call('POST /https/local', {}) : call('PUT /https/rung', { body: { rung: way } }),
  );
  const [chosen, setChosen] = useState<Way | undefined>();
  const kept = CHOICES.find(({ value }) => value === https?.rung)?.value;
  const way = chosen ?? kept;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wizard.isBusy || !way) return;
    wizard.proceed(
      async () => {
        if (way !== kept) await take.mutateAsync(way);
      },
      words(`network.rung-${way}`),
    );
  };
  return (
    <form id={FORM} noValidate onSubmit={submit}>
      {https ? (
        <ChoiceCards
          label={t('site.httpsTitle')}
          value={way}
          onChange={setChosen}
          choices={CHOICES.map(({ value, icon, chip, kind }) => ({
            value,
            icon,
            label: words(`network.rung-${value}`),
            detail: t(`site.https-${value}`),
            chip: <Chip kind={kind}>{t(chip)}</Chip>,
          }))}
        />
      ) : null}
      {!https && error ? (
        <ErrorPanel title={t('site.httpsFailed')} onRetry={() => void refetch()}>
          {error.message}
        </ErrorPanel>
      ) : null}
      {!https && !error ? <Skeleton height={184} radius={12} /> : null}
      <p className={styles.hint}>{t('site.httpsPublic')}</p>
    </form>
  );
}
