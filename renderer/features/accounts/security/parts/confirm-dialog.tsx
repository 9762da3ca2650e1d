import { useMutation, useQuery } from '@tanstack/react-query';
import { type ComponentType, type FormEvent, useEffect, useId, useState } from 'react';
import type { ConfirmMethod } from '../../../../../server/accounts/contract.ts';
import { Button, Dialog, PasswordField, Refused, SkeletonText } from '../../../../kit/index.ts';
import type { InputOf } from '../../../../platform/api-types.ts';
import { CallError, call } from '../../../../platform/call.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { ByCodeAgain, ByPasskeyAgain } from '../../../factors/confirm-ways.tsx';
import { passkeysWork } from '../../../factors/passkey-browser.ts';
import { type ProviderButton, useConfirmers } from '../../../sso/api.ts';
import { ByProviderAgain } from '../../../sso/parts/provider-again.tsx';
import { securityMessages } from '../messages/index.ts';
import styles from '../security.module.css';

type Proof = InputOf<'POST /auth/confirm'>['body'];

/** One way to prove it: shows what is needed and hands over the proof. `form` ties it to the button of the dialog. */
export interface WayProps {
  form: string;
  error: Error | null;
  onProof: (proof: Proof) => void;
}

/** What is proved in this window. */
const ways: Record<Exclude<ConfirmMethod, 'provider'>, ComponentType<WayProps>> = {
  password: ByPassword,
  passkey: ByPasskeyAgain,
  totp: ByCodeAgain,
};

/** Keeps the window below this one from hearing Escape too. */
const ALONE = { 'data-mantine-stop-propagation': 'true' } as const;

/** Asks for a proof of identity over whatever is open. Escape declines. */
export function ConfirmIdentityDialog({ onDone }: { onDone: (proved: boolean) => void }) {
  const t = useMessages(securityMessages);
  const form = useId();
  const { choices, error, isPending } = useChoices();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const confirm = useMutation({
    mutationFn: (body: Proof) => call('POST /auth/confirm', { body }),
    onSuccess: () => proved(),
  });
  const choice = choices.find(({ key }) => key === (chosen ?? rememberedWay())) ?? choices[0];
  const proved = () => {
    if (choice) rememberWay(choice.key);
    onDone(true);
  };
  const choose = (key: string) => {
    confirm.reset();
    setBusy(false);
    setChosen(key);
  };
  useEscape(() => onDone(false));
  useFocusIn(form, choice?.key);
  return (
    <Dialog
      open
      onClose={() => onDone(false)}
      title={t('security.confirmTitle')}
      lead={t('security.confirmLead')}
      closable={false}
      actions={
        <>
          <Button variant="default" onClick={() => onDone(false)} {...ALONE}>
            {t('security.cancel')}
          </Button>
          <Button type="submit" form={form} loading={confirm.isPending || isBusy} disabled={!choice} {...ALONE}>
            {t('security.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.way}>
        {isPending ? <SkeletonText /> : null}
        {choices.length === 0 && !isPending && !error ? <p>{t('security.confirmNone')}</p> : null}
        {choice?.provider ? (
          <ByProviderAgain key={choice.key} form={form} provider={choice.provider} onBusy={setBusy} onProved={proved} />
        ) : null}
        {choice?.Way ? <choice.Way form={form} error={confirm.error} onProof={proof => confirm.mutate(proof)} /> : null}
        {error ? <Refused>{error.message}</Refused> : null}
        <Refusal error={confirm.error} />
      </div>
      <OtherWays choices={choices.filter(other => other !== choice)} onChoose={choose} />
    </Dialog>
  );
}

function OtherWays({ choices, onChoose }: { choices: readonly Choice[]; onChoose: (key: string) => void }) {
  const t = useMessages(securityMessages);
  if (choices.length === 0) return null;
  return (
    <div className={styles.otherWays}>
      <p className={styles.quiet}>{t('security.otherWays')}</p>
      <div className={styles.otherWay}>
        {choices.map(({ key, method, provider }) => (
          <Button key={key} variant="default" size="sm" onClick={() => onChoose(key)} {...ALONE}>
            {t(`security.way-${method}`, { label: provider?.label ?? '' })}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface Choice {
  /** `totp`, or the provider's own name after `provider:`. */
  key: string;
  method: ConfirmMethod;
  /** One of the two. */
  Way?: ComponentType<WayProps>;
  provider?: ProviderButton;
}

/** Everything with which the person can prove it in this window, the usual one first. */
function useChoices(): { choices: Choice[]; error: Error | null; isPending: boolean } {
  const methods = useQuery({
    queryKey: ['confirm-methods'],
    queryFn: () => call('GET /auth/confirm', {}),
    staleTime: 0,
  });
  const held = methods.data?.methods ?? [];
  const providers = useConfirmers(held.includes('provider'));
  const choices = held.flatMap((method): Choice[] => {
    if (method === 'provider')
      return (providers.data ?? []).map(provider => ({ key: `provider:${provider.key}`, method, provider }));
    return method === 'passkey' && !passkeysWork() ? [] : [{ key: method, method, Way: ways[method] }];
  });
  return { choices, error: methods.error ?? providers.error, isPending: methods.isPending || providers.isLoading };
}

const WAY = 'lyceum.confirm-way';
const rememberedWay = () => localStorage.getItem(WAY);
/** Whoever took another way than the usual one takes it again the next time. */
const rememberWay = (key: string) => localStorage.setItem(WAY, key);

/** Into the field of a way, or onto the button where it has none: as soon as it is known, and with every other choice. */
function useFocusIn(form: string, choice: string | undefined): void {
  useEffect(() => {
    if (choice === undefined) return;
    const field = document.getElementById(form)?.querySelector('input');
    (field ?? document.querySelector<HTMLElement>(`button[form="${form}"]`))?.focus();
  }, [form, choice]);
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onEscape();
    };
    window.addEventListener('keydown', escape);
    return () => window.removeEventListener('keydown', escape);
  }, [onEscape]);
}

/** What no single field says. */
function Refusal({ error }: { error: Error | null }) {
  const t = useMessages(securityMessages);
  if (!error || isWrong(error)) return null;
  const wait = error instanceof CallError && error.code === 'RATE_LIMITED' ? (error.retryAfter ?? 60) : null;
  return <Refused>{wait === null ? error.message : t('security.tooOften', { count: Math.ceil(wait / 60) })}</Refused>;
}

const isWrong = (error: Error | null) => error instanceof CallError && error.code === 'VALIDATION_ERROR';

function ByPassword({ form, error, onProof }: WayProps) {
  const t = useMessages(securityMessages);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the page below must not hear of it.
    event.stopPropagation();
    setMissing(password === '');
    if (password !== '') onProof({ method: 'password', password });
  };
  return (
    <form id={form} onSubmit={submit} noValidate>
      <PasswordField
        label={t('security.password')}
        autoComplete="current-password"
        value={password}
        error={
          missing && password === ''
            ? t('security.passwordMissing')
            : isWrong(error)
              ? t('security.passwordWrong')
              : undefined
        }
        onChange={event => setPassword(event.currentTarget.value)}
        {...ALONE}
      />
    </form>
  );
}
