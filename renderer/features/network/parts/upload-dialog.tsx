import { useState } from 'react';
import type { CertificateProblem } from '../../../../server/network/https/contract.ts';
import { Button, Dialog, DropZone, notify, PasswordField, Refused, State, StateIcon } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useHttpsStep } from '../api.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';
import { joinFiles } from './certificate-files.ts';

interface Files {
  names: string[];
  certificate: string;
}

/** Takes certificate and key as files, looks at them at once, and uses them when nothing is wrong. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(networkMessages);
  const [files, setFiles] = useState<Files>({ names: [], certificate: '' });
  const [passphrase, setPassphrase] = useState('');
  const look = useHttpsStep((body: { certificate: string; passphrase: string }) => call('POST /https/check', { body }));
  const use = useHttpsStep((body: { certificate: string; passphrase: string }) =>
    call('PUT /https/uploaded', { body }),
  );
  const take = async (given: readonly File[]) => {
    const next = await joinFiles(files, given);
    setFiles(next);
    look.mutate({ certificate: next.certificate, passphrase });
  };
  const { data: seen } = look;
  const usable = seen?.facts && seen.problems.every(({ severity }) => severity === 'warning');
  const save = () =>
    use.mutate(
      { certificate: files.certificate, passphrase },
      {
        onSuccess: () => {
          notify.done(t('network.uploadDone'));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      size={700}
      onClose={onClose}
      title={t('network.uploadTitle')}
      lead={t('network.uploadLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('network.cancel')}
          </Button>
          <Button disabled={!usable} loading={use.isPending} onClick={save}>
            {t('network.uploadUse')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <DropZone
          title={t('network.uploadDrop')}
          lead={files.names.join(', ')}
          folders={false}
          accept=".pem,.crt,.cer,.key,.p12,.pfx"
          onFiles={given => void take(given.map(({ file }) => file))}
        />
        <PasswordField
          label={t('network.uploadPassphrase')}
          description={t('network.uploadPassphraseHelp')}
          autoComplete="off"
          value={passphrase}
          onChange={event => setPassphrase(event.currentTarget.value)}
          onBlur={() => files.certificate && look.mutate({ certificate: files.certificate, passphrase })}
        />
        {(look.error ?? use.error) ? <Refused>{(look.error ?? use.error)?.message}</Refused> : null}
        <div aria-live="polite">
          {look.isPending ? <State kind="busy">{t('network.uploadChecking')}</State> : null}
          {seen && !look.isPending ? <Seen facts={seen.facts} problems={seen.problems} /> : null}
        </div>
      </div>
    </Dialog>
  );
}

interface SeenProps {
  facts: { names: string[]; valid_to: string } | null;
  problems: readonly CertificateProblem[];
}

function Seen({ facts, problems }: SeenProps) {
  const t = useMessages(networkMessages);
  const format = useFormat();
  return (
    <ul className={styles.problems}>
      {facts ? (
        <li>
          <StateIcon kind="info" />
          <span>
            {t('network.uploadNames', { names: format.list(facts.names), date: format.date(facts.valid_to) })}
          </span>
        </li>
      ) : null}
      {problems.length === 0 ? (
        <li>
          <StateIcon kind="ok" />
          <span>{t('network.uploadFine')}</span>
        </li>
      ) : null}
      {problems.map(({ code, severity, message }) => (
        <li key={code}>
          <StateIcon kind={severity === 'error' ? 'bad' : 'warn'} />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}
