import { type FormEvent, useEffect, useState } from 'react';
import { TextField } from '../../kit/index.ts';
import type { InputOf } from '../../platform/api-types.ts';
import { CallError } from '../../platform/call.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { askForPasskey } from './api.ts';
import styles from './factors.module.css';
import { factorsMessages } from './messages/index.ts';
import { isDeclined } from './passkey-browser.ts';
import { StepRefusal } from './second-step.tsx';

/** As the dialog that asks for a proof hands them over. */
interface WayProps {
  form: string;
  error: Error | null;
  onProof: (proof: InputOf<'POST /auth/confirm'>['body']) => void;
}

/** A code of the app, to prove again who one is. */
export function ByCodeAgain({ form, error, onProof }: WayProps) {
  const t = useMessages(factorsMessages);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the page below must not hear of it.
    event.stopPropagation();
    setMissing(code.trim() === '');
    if (code.trim() !== '') onProof({ method: 'totp', code });
  };
  const wrong = error instanceof CallError && error.code === 'VALIDATION_ERROR';
  return (
    <form id={form} onSubmit={submit} noValidate>
      <TextField
        className={styles.codeField}
        label={t('factors.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        error={missing && code.trim() === '' ? t('factors.codeMissing') : wrong ? t('factors.codeWrong') : undefined}
        onChange={event => setCode(event.currentTarget.value)}
      />
    </form>
  );
}

/** A passkey, to prove again who one is. */
export function ByPasskeyAgain({ form, onProof }: WayProps) {
  const t = useMessages(factorsMessages);
  const [trouble, setTrouble] = useState<Error | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => () => setAsking(false), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTrouble(null);
    setAsking(true);
    try {
      const passkey = await askForPasskey({ autofill: false });
      if (passkey) onProof({ method: 'passkey', passkey });
    } catch (error) {
      setTrouble(error as Error);
    } finally {
      setAsking(false);
    }
  };
  return (
    <form id={form} onSubmit={event => void submit(event)} noValidate aria-busy={asking}>
      <p>{t('factors.usePasskey')}</p>
      <StepRefusal error={isDeclined(trouble) ? trouble : null} />
    </form>
  );
}
