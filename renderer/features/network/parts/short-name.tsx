import { useState } from 'react';
import type { Network, ShortName } from '../../../../server/network/contract.ts';
import { Button, notify, State, type StateKind, Switch, TextField } from '../../../kit/index.ts';
import { spoken } from '../../../platform/addresses.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useUpdateNetwork } from '../api.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

/** The name on the local network: whether it works, and what it is to be. */
export function ShortNameForm({ network, mayChange }: { network: Network; mayChange: boolean }) {
  const t = useMessages(networkMessages);
  const update = useUpdateNetwork();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? network.lan_name;
  const isEmpty = name.trim().replace(/\.local$/, '') === '';
  const save = () =>
    update.mutate(
      { lan_name: name },
      {
        onSuccess: () => {
          setTyped(null);
          notify.done(network.announce ? t('network.nameSaved') : t('network.nameSavedOff'));
        },
      },
    );
  return (
    <>
      <NameState short={network.short_name} />
      <form
        className={styles.name}
        onSubmit={event => {
          event.preventDefault();
          save();
        }}
      >
        <LanNameField
          value={name}
          onChange={setTyped}
          disabled={!mayChange}
          error={isEmpty ? t('network.nameMissing') : update.error?.message}
        />
        <Button
          type="submit"
          variant="default"
          disabled={!mayChange || isEmpty || name === network.lan_name}
          loading={update.isPending}
        >
          {t('network.nameSave')}
        </Button>
      </form>
      <Switch
        label={t('network.announce')}
        checked={network.announce}
        disabled={!mayChange}
        onChange={event => update.mutate({ announce: event.currentTarget.checked })}
      />
    </>
  );
}

interface LanNameFieldProps {
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
  error?: string | undefined;
}

/** The field for the name; also a step of the first-run set-up. */
export function LanNameField({ value, onChange, disabled = false, error }: LanNameFieldProps) {
  const t = useMessages(networkMessages);
  return (
    <TextField
      label={t('network.nameField')}
      description={t('network.nameHelp')}
      value={value}
      disabled={disabled}
      error={error}
      maxLength={46}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      rightSection={<span className={styles.quiet}>.local</span>}
      rightSectionWidth={56}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}

const kinds: Record<ShortName['state'], StateKind> = {
  works: 'ok',
  unheard: 'warn',
  off: 'mute',
  'no-network': 'mute',
  unavailable: 'warn',
  waiting: 'busy',
};

/** Whether the network answers for the name, and what to do where it does not. */
export function NameState({ short }: { short: ShortName }) {
  const t = useMessages(networkMessages);
  const values = {
    name: short.url ? spoken(short.url) : `${short.name ?? short.wanted}.local`,
    wanted: `${short.wanted}.local`,
  };
  const isOther = short.state === 'works' && short.name !== short.wanted;
  return (
    <div>
      <State kind={isOther ? 'info' : kinds[short.state]}>
        {isOther ? t('network.name-other', values) : stateWords(t, short.state, values.name)}
      </State>
      {isOther ? <p className={styles.lead}>{t('network.name-otherLead', { name: values.name })}</p> : null}
      {short.state === 'unheard' ? <p className={styles.lead}>{t('network.name-unheardLead')}</p> : null}
      {short.state === 'unavailable' ? (
        <p className={styles.lead}>{t('network.name-unavailableLead', { reason: short.reason ?? '' })}</p>
      ) : null}
    </div>
  );
}

function stateWords(
  t: ReturnType<typeof useMessages<typeof networkMessages.en>>,
  state: ShortName['state'],
  name: string,
): string {
  return state === 'works' || state === 'unheard' ? t(`network.name-${state}`, { name }) : t(`network.name-${state}`);
}
