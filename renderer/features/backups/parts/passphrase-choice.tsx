import { IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Button, PasswordField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSuggestion } from '../api.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';

const SHORTEST = 12;

/** As the server takes it. */
export const isLongEnough = (passphrase: string): boolean => passphrase.trim().length >= SHORTEST;

type PassphraseChoiceProps = { value: string; onChange: (passphrase: string) => void; error?: string | undefined };

/** A passphrase, suggested and shown: it is to be written down. For this room and for the first set-up. */
export function PassphraseChoice({ value, onChange, error }: PassphraseChoiceProps) {
  const t = useMessages(backupsMessages);
  const { data, refetch } = useSuggestion();
  const suggested = data?.passphrase;
  useEffect(() => {
    if (suggested) onChange(suggested);
    // Only a new suggestion is taken over; what the person types stays.
    // oxlint-disable-next-line react/exhaustive-deps -- onChange is new at every render
  }, [suggested]);
  return (
    <div className={styles.passphrase}>
      <PasswordField
        label={t('backups.newPassphrase')}
        description={t('backups.passphraseHint')}
        defaultVisible
        autoComplete="off"
        spellCheck={false}
        value={value}
        error={error}
        onChange={event => onChange(event.currentTarget.value)}
      />
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconRefresh size={16} stroke={1.75} />}
        onClick={() => void refetch()}
      >
        {t('backups.suggest')}
      </Button>
    </div>
  );
}
