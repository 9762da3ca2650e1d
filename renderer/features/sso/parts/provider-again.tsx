import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Refused } from '../../../kit/index.ts';
import { identity } from '../../../platform/identity.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type ProviderButton, useStartConfirm } from '../api.ts';
import { ssoMessages } from '../messages/index.ts';

interface ProviderAgainProps {
  form: string;
  provider: ProviderButton;
  /** Something is on its way. */
  onBusy: (busy: boolean) => void;
  onProved: () => void;
}

/** Proving at a provider again who one is, in a window of its own: what was typed in this one stays. */
export function ByProviderAgain({ form, provider: { key, label }, onBusy, onProved }: ProviderAgainProps) {
  const t = useMessages(ssoMessages);
  const start = useStartConfirm();
  const [step, setStep] = useState<'ready' | 'blocked' | 'open'>('ready');
  const goOn = useRef(onProved);
  useEffect(() => {
    goOn.current = onProved;
  }, [onProved]);
  // Listens without a gap, however often the dialog is drawn.
  useEffect(() => identity.onProved(() => goOn.current()), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the page below must not hear of it.
    event.stopPropagation();
    // Opened at once: browsers let only what somebody has just pressed open a window.
    const opened = window.open('', 'lyceum-confirm', 'popup,width=520,height=720');
    setStep(opened ? 'open' : 'blocked');
    if (!opened) return;
    onBusy(true);
    start.mutate(key, {
      onSuccess: ({ url }) => opened.location.assign(url),
      onError: () => opened.close(),
      onSettled: () => onBusy(false),
    });
  };
  return (
    <form id={form} onSubmit={submit} noValidate>
      <p role="status">{t(step === 'open' && !start.error ? 'sso.againOpen' : 'sso.again', { label })}</p>
      {step === 'blocked' ? <Refused>{t('sso.againBlocked')}</Refused> : null}
      {start.error ? <Refused>{start.error.message}</Refused> : null}
    </form>
  );
}
