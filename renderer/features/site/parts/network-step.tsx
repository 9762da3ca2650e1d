import { type FormEvent, useState } from 'react';
import { Button, ErrorPanel, Skeleton, State } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { fieldErrors } from '../../accounts/parts/refusal.tsx';
import { useNetwork, useUpdateNetwork } from '../../network/api.ts';
import { Addresses } from '../../network/parts/addresses.tsx';
import { LanNameField, NameState } from '../../network/parts/short-name.tsx';
import { lanNameOf } from '../answers.ts';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';
import type { Wizard } from '../use-wizard.ts';
import { FORM } from './form.ts';
import { SetupRefusal } from './setup-refusal.tsx';

/** The name on the local network, tried at once on request; and the addresses that work with or without it. */
export function NetworkStep({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const { data: network, error, refetch } = useNetwork();
  const update = useUpdateNetwork();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? network?.lan_name ?? '';
  const local = `${lanNameOf(name)}.local`;
  const isNew = network ? lanNameOf(name) !== network.lan_name : typed !== null;
  const isEmpty = network !== undefined && lanNameOf(name) === '';
  const store = async () => {
    if (isNew) await update.mutateAsync({ lan_name: name });
  };
  const tryIt = () => update.mutate({ lan_name: name }, { onSuccess: () => setTyped(null) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wizard.isBusy && !update.isPending) wizard.proceed(store, name ? local : undefined);
  };
  const refused = update.variables?.lan_name === name && fieldErrors(update.error)['lan_name'] !== undefined;
  return (
    <form id={FORM} noValidate onSubmit={submit}>
      <div className={styles.shortName}>
        <LanNameField
          value={name}
          onChange={setTyped}
          error={refused || isEmpty ? t('site.networkNameWrong') : undefined}
        />
        {isNew && !isEmpty ? (
          <Button variant="default" loading={update.isPending} onClick={tryIt}>
            {t('site.networkTry')}
          </Button>
        ) : null}
      </div>
      <div aria-live="polite">
        {network && !isNew ? <NameState short={network.short_name} /> : null}
        {network && isNew && !isEmpty && !refused ? (
          <State kind="mute">{t('site.networkUntried', { name: local })}</State>
        ) : null}
      </div>
      <SetupRefusal error={update.error === wizard.error ? null : update.error} />
      <div className={styles.addresses}>
        {network ? <WaysIn addresses={network.addresses} /> : null}
        {!network && error ? (
          <ErrorPanel title={t('site.networkFailed')} onRetry={() => void refetch()}>
            {error.message}
          </ErrorPanel>
        ) : null}
        {!network && !error ? <Skeleton height={88} /> : null}
      </div>
    </form>
  );
}

function WaysIn({ addresses }: Parameters<typeof Addresses>[0]) {
  const t = useMessages(siteMessages);
  return addresses.length === 0 ? (
    <>
      <State kind="info">{t('site.networkNone')}</State>
      <p className={styles.hint}>{t('site.networkNoneHelp')}</p>
    </>
  ) : (
    <>
      <p className={styles.label}>{t('site.networkAddresses')}</p>
      <Addresses addresses={addresses} />
    </>
  );
}
