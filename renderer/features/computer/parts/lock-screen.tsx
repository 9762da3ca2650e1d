import { useQueryClient } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Me } from '../../../../server/accounts/contract.ts';
import type { Key, LockState } from '../../../../app/ipc/contract.ts';
import { Avatar, Button, PasswordField, Refused, SplitShell, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSite } from '../../../platform/site.ts';
import styles from '../computer.module.css';
import { consoleLock } from '../lock-state.ts';
import { computerMessages } from '../messages/index.ts';

type Words = { kind: 'wrong' } | { kind: 'refused'; reason: string } | null;

/** Seconds until the next try, counted down here. */
function useWait(state: LockState): number {
  const [left, setLeft] = useState(state.wait_seconds);
  useEffect(() => {
    const until = Date.now() + state.wait_seconds * 1000;
    const count = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    count();
    const ticking = setInterval(count, 500);
    return () => clearInterval(ticking);
  }, [state]);
  return left;
}

function useUnlocking(onOpen: () => void) {
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<Words>(null);
  const unlock = async (key: Key) => {
    setBusy(true);
    setWords(null);
    try {
      const answer = await consoleLock.unlock(key);
      if (answer.outcome === 'open') onOpen();
      else setWords(answer.outcome === 'wrong' ? { kind: 'wrong' } : { kind: 'refused', reason: answer.reason });
    } catch (error) {
      setWords({ kind: 'refused', reason: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
  return { busy, words, setWords, unlock };
}

/** All that is to be seen of a locked console: the academy, whose session it is, and one field. */
export function LockScreen({ state, onOpen }: { state: LockState; onOpen: () => void }) {
  const t = useMessages(computerMessages);
  const site = useSite();
  const me = useQueryClient().getQueryData<Me>(['me']) ?? null;
  useEffect(() => {
    document.title = t('computer.locked');
  }, [t]);
  return (
    <SplitShell siteId={site?.key ?? 'lyceum'} siteName={site?.name ?? 'Lyceum'}>
      <p className={styles.lockMark}>
        <IconLock size={18} stroke={1.75} aria-hidden="true" />
        {t('computer.lockedWhy')}
      </p>
      <h1 className={type.t5}>{t('computer.locked')}</h1>
      {me ? <WhoIsIn me={me} /> : null}
      <LockForm state={state} onOpen={onOpen} />
      <Button variant="subtle" color="gray" className={styles.leave} onClick={() => void consoleLock.leave()}>
        {t('computer.signOut')}
      </Button>
    </SplitShell>
  );
}

function WhoIsIn({ me }: { me: Me }) {
  const name = `${me.first_name} ${me.last_name}`;
  return (
    <p className={styles.who}>
      <Avatar name={name} size={40} />
      <span>
        <strong>{name}</strong>
        <span className={styles.quiet}>{me.email}</span>
      </span>
    </p>
  );
}

function LockForm({ state, onOpen }: { state: LockState; onOpen: () => void }) {
  const t = useMessages(computerMessages);
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const canPin = state.has_pin && !state.pin_spent;
  const [wantsPassword, setWantsPassword] = useState(false);
  const byPin = canPin && !wantsPassword;
  const [text, setText] = useState('');
  const { busy, words, setWords, unlock } = useUnlocking(onOpen);
  const wait = useWait(state);
  useEffect(() => field.current?.focus(), [byPin]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text === '' || busy || (byPin && wait > 0)) return;
    await unlock(byPin ? { pin: text } : { password: text });
    setText('');
    field.current?.focus();
  };
  const change = () => {
    setWantsPassword(!wantsPassword);
    setText('');
    setWords(null);
  };
  return (
    <form className={styles.lockForm} onSubmit={event => void submit(event)} noValidate>
      <PasswordField
        ref={field}
        size="lg"
        label={t(byPin ? 'computer.pin' : 'computer.password')}
        {...(byPin && { inputMode: 'numeric' as const })}
        autoComplete={byPin ? 'off' : 'current-password'}
        maxLength={byPin ? 12 : 200}
        value={text}
        error={words?.kind === 'wrong' ? t(byPin ? 'computer.pinWrong' : 'computer.passwordWrong') : undefined}
        onChange={event => setText(event.currentTarget.value)}
      />
      {state.has_pin && state.pin_spent ? <p className={styles.quiet}>{t('computer.pinSpent')}</p> : null}
      {byPin && wait > 0 ? (
        <p role="status" className={styles.quiet}>
          {t('computer.wait', { time: format.duration(wait) })}
        </p>
      ) : null}
      {words?.kind === 'refused' ? <Refused>{words.reason}</Refused> : null}
      <Button size="lg" type="submit" fullWidth loading={busy} disabled={byPin && wait > 0}>
        {t('computer.unlock')}
      </Button>
      {canPin ? (
        <Button variant="subtle" color="gray" onClick={change}>
          {t(byPin ? 'computer.usePassword' : 'computer.usePin')}
        </Button>
      ) : null}
    </form>
  );
}
