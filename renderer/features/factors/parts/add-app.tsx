import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button, CopyButton, Dialog, QrCode, Refused, SkeletonText, TextField } from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useBeginApp, useConfirmApp } from '../api.ts';
import styles from '../factors.module.css';
import { factorsMessages } from '../messages/index.ts';
import { useElsewhere } from './elsewhere.tsx';

type AddAppProps = { open: boolean; onClose: () => void; onAdded: (codes: readonly string[] | null) => void };

/** Setting up an app for codes: scan, name, prove with a code. */
export function AddApp({ open, onClose, onAdded }: AddAppProps) {
  const t = useMessages(factorsMessages);
  const form = useId();
  const begin = useBeginApp();
  const confirm = useConfirmApp();
  const elsewhere = useElsewhere();
  const { mutate, reset } = begin;
  useEffect(() => {
    if (open) mutate();
    else reset();
  }, [open, mutate, reset]);
  const close = () => {
    confirm.reset();
    onClose();
  };
  const submit = (name: string, code: string) => {
    if (!begin.data) return;
    confirm.mutate(
      { id: begin.data.id, name, code },
      {
        onSuccess: ({ codes }) => {
          close();
          elsewhere.end();
          onAdded(codes);
        },
      },
    );
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('factors.scanTitle')}
      actions={
        <>
          <Button variant="default" onClick={close}>
            {t('factors.cancel')}
          </Button>
          <Button type="submit" form={form} loading={confirm.isPending} disabled={!begin.data}>
            {t('factors.check')}
          </Button>
        </>
      }
    >
      {begin.isPending ? <SkeletonText lines={4} /> : null}
      {begin.error ? <Refused>{begin.error.message}</Refused> : null}
      {begin.data ? (
        <div className={styles.setUp}>
          <Scan {...begin.data} />
          <Proof form={form} error={confirm.error} onProof={submit} />
          {elsewhere.choice}
        </div>
      ) : null}
    </Dialog>
  );
}

function Scan({ secret, address }: { secret: string; address: string }) {
  const t = useMessages(factorsMessages);
  return (
    <div className={styles.scan}>
      <QrCode value={address} size={176} label={t('factors.qr')} />
      <div className={styles.scanText}>
        <p>{t('factors.scan')}</p>
        {/* Nobody scans the screen of the phone in their hand. */}
        <Button component="a" href={address} variant="default" size="md" className={styles.onThisPhone}>
          {t('factors.onThisPhone')}
        </Button>
        <p className={styles.quiet}>{t('factors.typeKey')}</p>
        <code className={styles.key}>{secret.match(/.{1,4}/g)?.join(' ')}</code>
        <CopyButton text={secret}>{t('factors.copyKey')}</CopyButton>
      </div>
    </div>
  );
}

interface ProofProps {
  form: string;
  error: Error | null;
  onProof: (name: string, code: string) => void;
}

function Proof({ form, error, onProof }: ProofProps) {
  const t = useMessages(factorsMessages);
  const [name, setName] = useState<string>(t('factors.phone'));
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const isCode = /^\d{6}$/.test(code.replace(/[\s-]/g, ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isCode && name.trim() !== '') onProof(name.trim(), code);
  };
  const wrong = error instanceof CallError && error.code === 'VALIDATION_ERROR';
  return (
    <form id={form} className={styles.setUp} onSubmit={submit} noValidate>
      <TextField
        label={t('factors.nameOfApp')}
        description={t('factors.nameOfAppHelp')}
        maxLength={80}
        value={name}
        error={tried && name.trim() === '' ? t('factors.nameMissing') : undefined}
        onChange={event => setName(event.currentTarget.value)}
      />
      <TextField
        data-autofocus
        className={styles.codeField}
        label={t('factors.thenType')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        error={
          tried && !isCode ? t('factors.codeMissing') : wrong ? told(error, t('factors.codeNotFitting')) : undefined
        }
        onChange={event => setCode(event.currentTarget.value)}
      />
      {error && !wrong ? <Refused>{error.message}</Refused> : null}
    </form>
  );
}

/** What the server says of clocks that differ is for administrators, and in its own words. */
const told = ({ message }: Error, usual: string) => (/\d/.test(message) ? message : usual);
