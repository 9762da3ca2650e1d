import { useState } from 'react';
import { Checkbox, DropZone, PasswordField, Refused, type as text } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';

/** What somebody gives towards keys that are not in the backup. */
export interface KeysAnswer {
  /** Text of the key file; null while none was chosen. */
  file: string | null;
  passphrase: string;
  /** Go on without them. */
  without: boolean;
}

export const NO_KEYS: KeysAnswer = { file: null, passphrase: '', without: false };

export const isAnswered = ({ file, passphrase, without }: KeysAnswer) =>
  without || (file !== null && passphrase !== '');

/** As the endpoints take it. */
export function keysBody(answer: KeysAnswer | null) {
  if (!answer) return {};
  const { file, passphrase, without } = answer;
  if (without) return { without_keys: true as const };
  return file === null ? {} : { key_file: file, passphrase };
}

type KeysQuestionProps = {
  value: KeysAnswer;
  onChange: (value: KeysAnswer) => void;
  errors?: Readonly<Partial<Record<string, string>>>;
};

const LOSSES = ['phones', 'apps', 'passwords', 'sessions'] as const;

/** For a backup without the keys of the academy, on a machine that has others: the key file, or going on without. */
export function KeysQuestion({ value, onChange, errors = {} }: KeysQuestionProps) {
  const t = useMessages(backupsMessages);
  const [name, setName] = useState('');
  const take = async (file: File | undefined) => {
    if (!file) return;
    setName(file.name);
    onChange({ ...value, file: await file.text(), without: false });
  };
  return (
    <section className={styles.keys} aria-label={t('backups.keysAsk')}>
      <h2 className={text.pane}>{t('backups.keysAsk')}</h2>
      <p className={styles.keysLead}>{t('backups.keysAskLead')}</p>
      {value.without ? null : (
        <>
          <DropZone
            single
            title={t('backups.keysFile')}
            lead={name === '' ? t('backups.keysFileHint') : name}
            accept=".json"
            onFiles={given => void take(given[0]?.file)}
          />
          {errors['key_file'] ? <Refused>{errors['key_file']}</Refused> : null}
          <PasswordField
            label={t('backups.keysPassphrase')}
            description={t('backups.keysPassphraseHint')}
            autoComplete="off"
            value={value.passphrase}
            error={errors['passphrase']}
            onChange={event => onChange({ ...value, passphrase: event.currentTarget.value })}
          />
        </>
      )}
      <Checkbox
        label={t('backups.keysWithout')}
        checked={value.without}
        onChange={event => onChange({ ...value, without: event.currentTarget.checked })}
      />
      {value.without ? (
        <div className={styles.losses}>
          <p>{t('backups.keysLosses')}</p>
          <ul>
            {LOSSES.map(loss => (
              <li key={loss}>{t(`backups.keysLoss-${loss}`)}</li>
            ))}
          </ul>
          <p>{t('backups.keysStay')}</p>
        </div>
      ) : null}
    </section>
  );
}
