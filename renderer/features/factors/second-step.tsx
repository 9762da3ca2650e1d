import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SignInStep } from '../../../server/accounts/contract.ts';
import type { FactorMethod } from '../../../server/factors/contract.ts';
import { Button, Refused, TextField } from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSecondFactor } from './api.ts';
import styles from './factors.module.css';
import { factorsMessages } from './messages/index.ts';
import { isDeclined, passkeyHindrance } from './passkey-browser.ts';

interface SecondStepProps {
  step: NonNullable<SignInStep['second_factor']>;
  size: 'sm' | 'lg';
  /** Back to the password. */
  onBack: () => void;
}

/** The second step of signing in: a code of the app, a passkey, or a recovery code. */
export function SecondStep({ step, size, onBack }: SecondStepProps) {
  const t = useMessages(factorsMessages);
  const hindrance = step.methods.includes('passkey') ? passkeyHindrance() : null;
  const usable = step.methods.filter(method => method !== 'passkey' || hindrance === null);
  const [chosen, setChosen] = useState<FactorMethod | null>(null);
  const method = chosen ?? usable[0] ?? 'recovery';
  const finish = useSecondFactor();
  const { challenge } = step;
  const choose = (other: FactorMethod) => {
    finish.reset();
    setChosen(other);
  };
  const isAppGone = step.methods.length === 1 && step.methods[0] === 'recovery';
  const isOver = finish.error instanceof CallError && finish.error.code === 'CHALLENGE_OVER';
  if (isOver)
    return (
      <div className={styles.step}>
        <StepRefusal error={finish.error} />
        <Button size={size} fullWidth onClick={onBack}>
          {t('factors.back')}
        </Button>
      </div>
    );
  return (
    <div className={styles.step}>
      <p role="status">{t(isAppGone ? 'factors.appGone' : 'factors.stepLead')}</p>
      {method === 'passkey' ? (
        <Button
          size={size}
          fullWidth
          loading={finish.isPending}
          onClick={() => finish.mutate({ challenge, method: 'passkey' })}
        >
          {t('factors.usePasskey')}
        </Button>
      ) : (
        <CodeForm
          key={method}
          method={method}
          size={size}
          busy={finish.isPending}
          error={finish.error}
          onCode={code => finish.mutate({ challenge, method, code })}
        />
      )}
      <StepRefusal error={finish.error} />
      <div className={styles.others}>
        {usable
          .filter(other => other !== method)
          .map(other => (
            <Button key={other} variant="subtle" size="md" onClick={() => choose(other)}>
              {t(OTHER_WORDS[other])}
            </Button>
          ))}
        <Button variant="subtle" color="gray" size="md" onClick={onBack}>
          {t('factors.back')}
        </Button>
      </div>
      {hindrance ? (
        <p className={styles.notice}>
          {t('factors.noPasskeyStep')} {t(`factors.hindrance-${hindrance}`)}
        </p>
      ) : null}
      <p className={styles.quiet}>{t('factors.lost')}</p>
    </div>
  );
}

const OTHER_WORDS = { totp: 'factors.useApp', passkey: 'factors.usePasskey', recovery: 'factors.useRecovery' } as const;

interface CodeFormProps {
  method: 'totp' | 'recovery';
  size: 'sm' | 'lg';
  busy: boolean;
  error: Error | null;
  onCode: (code: string) => void;
}

const WORDS = {
  totp: { label: 'factors.code', help: 'factors.codeHelp', missing: 'factors.codeMissing', wrong: 'factors.codeWrong' },
  recovery: {
    label: 'factors.recoveryCode',
    help: 'factors.recoveryHelp',
    missing: 'factors.recoveryMissing',
    wrong: 'factors.recoveryWrong',
  },
} as const;

function CodeForm({ method, size, busy, error, onCode }: CodeFormProps) {
  const t = useMessages(factorsMessages);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const words = WORDS[method];
  const field = useRef<HTMLInputElement>(null);
  // The step takes the place of the form in which the person was typing.
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '') onCode(code);
  };
  const wrong = () => {
    if (!isWrong(error)) return undefined;
    // What is said of clocks that differ is for administrators, and in the server's own words.
    return /\d/.test(error.message) ? error.message : t(words.wrong);
  };
  return (
    <form className={styles.setUp} onSubmit={submit} noValidate>
      <TextField
        ref={field}
        size={size}
        className={styles.codeField}
        label={t(words.label)}
        description={t(words.help)}
        inputMode={method === 'totp' ? 'numeric' : 'text'}
        autoComplete={method === 'totp' ? 'one-time-code' : 'off'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={method === 'totp' ? 10 : 40}
        value={code}
        error={missing && code.trim() === '' ? t(words.missing) : wrong()}
        onChange={event => setCode(event.currentTarget.value)}
      />
      <Button type="submit" size={size} fullWidth loading={busy}>
        {t('factors.goOn')}
      </Button>
    </form>
  );
}

const isWrong = (error: Error | null): error is CallError =>
  error instanceof CallError && error.code === 'SECOND_FACTOR_WRONG' && error.errors[0]?.field === 'code';

/** What no field says. */
export function StepRefusal({ error }: { error: Error | null }) {
  const t = useMessages(factorsMessages);
  if (!error || isWrong(error)) return null;
  const words = () => {
    if (isDeclined(error)) return t('factors.passkeyStopped');
    if (!(error instanceof CallError)) return error.message;
    if (error.code === 'CHALLENGE_OVER') return t('factors.over');
    if (error.code === 'PASSKEY_UNKNOWN' || error.code === 'SECOND_FACTOR_WRONG') return t('factors.passkeyUnknown');
    if (error.code === 'RATE_LIMITED')
      return t('factors.tooOften', { count: Math.ceil((error.retryAfter ?? 60) / 60) });
    return error.message;
  };
  return <Refused>{words()}</Refused>;
}
