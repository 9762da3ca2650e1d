import { IconFingerprint } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Button } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePasskeySignIn } from './api.ts';
import styles from './factors.module.css';
import { factorsMessages } from './messages/index.ts';
import { offersWhileTyping, stopWaiting } from './passkey-browser.ts';
import { StepRefusal } from './second-step.tsx';

/** Signing in by a passkey: a button, and the browser's own list under the field for the e-mail address. */
export function ByPasskey({ size }: { size: 'sm' | 'lg' }) {
  const t = useMessages(factorsMessages);
  const quiet = usePasskeySignIn();
  const asked = usePasskeySignIn();
  const { mutate } = quiet;
  useEffect(() => {
    let here = true;
    void offersWhileTyping().then(offers => {
      if (here && offers) mutate({ autofill: true });
    });
    return () => {
      here = false;
      void stopWaiting();
    };
  }, [mutate]);
  return (
    <>
      <div className={styles.or}>{t('factors.or')}</div>
      <Button
        variant="default"
        size={size}
        fullWidth
        loading={asked.isPending}
        leftSection={<IconFingerprint size={20} stroke={1.6} aria-hidden="true" />}
        onClick={() => asked.mutate({ autofill: false })}
      >
        {t('factors.signInPasskey')}
      </Button>
      <StepRefusal error={asked.error ?? quietTrouble(quiet.error)} />
    </>
  );
}

/** What waits under the field is called off by the button, which is no trouble. */
const quietTrouble = (error: Error | null) =>
  error && ['AbortError', 'NotAllowedError'].includes(error.name) ? null : error;
