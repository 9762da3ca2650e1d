import { useEffect, useRef, useState } from 'react';
import type { Https } from '../../../../server/network/https/contract.ts';
import { Button, notify, Refused, State, Switch, Section } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { call } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { openOutside, useHttpsStep } from '../api.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

const PATIENCE_MS = 5000;

/** Whether this very browser can open the encrypted address; the window on the machine itself is never redirected. */
async function reachesHttps(port: number): Promise<boolean> {
  if (bridge) return true;
  const origin = `https://${window.location.hostname}${port === 443 ? '' : `:${port}`}`;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return (await fetch(`${origin}/api/v1/reach/probe`, { signal, cache: 'no-store', credentials: 'omit' })).ok;
  } catch {
    return false;
  }
}

/** The switch that sends everybody to HTTPS: tried from here first, on trial, taken back unless confirmed. */
export function Redirection({ https, mayChange }: { https: Https; mayChange: boolean }) {
  const t = useMessages(networkMessages);
  const [testing, setTesting] = useState(false);
  const [locked, setLocked] = useState(false);
  const [confirmUrl, setConfirmUrl] = useState<string | null>(null);
  const redirect = useHttpsStep((on: boolean) => call('PUT /https/redirect', { body: { on } }));
  const hsts = useHttpsStep((on: boolean) => call('PUT /https/hsts', { body: { on } }));
  const { state, until } = https.redirect;
  useTakenBack(state, () => notify.info(t('network.redirectBack')));
  const change = async (on: boolean) => {
    setLocked(false);
    if (on) {
      setTesting(true);
      const reaches = await reachesHttps(https.port);
      setTesting(false);
      if (!reaches) return setLocked(true);
    }
    redirect.mutate(on, {
      onSuccess: ({ confirm_url }) => {
        setConfirmUrl(confirm_url);
        if (confirm_url) openOutside(confirm_url);
      },
    });
  };
  return (
    <Section content={styles.body} title={t('network.redirect')} lead={t('network.redirectLead')}>
      <Switch
        label={t('network.redirect')}
        checked={state !== 'off'}
        disabled={!mayChange || testing || redirect.isPending}
        onChange={event => void change(event.currentTarget.checked)}
      />
      <div aria-live="polite">
        {testing ? <State kind="busy">{t('network.redirectTesting')}</State> : null}
        {state === 'on' ? <State kind="ok">{t('network.redirectOn')}</State> : null}
        {locked ? <Refused>{t('network.redirectUnreachable')}</Refused> : null}
        {redirect.error ? <Refused>{redirect.error.message}</Refused> : null}
      </div>
      {state === 'trial' && until ? <Trial until={until} url={confirmUrl} /> : null}
      <Switch
        label={t('network.hsts')}
        description={https.hsts_possible || https.hsts ? t('network.hstsLead') : t('network.hstsImpossible')}
        checked={https.hsts}
        disabled={!mayChange || (!https.hsts && !https.hsts_possible)}
        onChange={event => hsts.mutate(event.currentTarget.checked)}
      />
    </Section>
  );
}

/** Calls back when a trial ends without having been confirmed. */
function useTakenBack(state: Https['redirect']['state'], tell: () => void): void {
  const before = useRef(state);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
    if (before.current === 'trial' && state === 'off') latest.current();
    before.current = state;
  }, [state, tell]);
}

function Trial({ until, url }: { until: string; url: string | null }) {
  const t = useMessages(networkMessages);
  const now = useNow(1000);
  const seconds = Math.max(0, Math.round((Date.parse(until) - now) / 1000));
  return (
    <div className={styles.switch}>
      <State kind="busy">{t('network.redirectTrial', { seconds })}</State>
      {url ? (
        <Button variant="light" onClick={() => openOutside(url)}>
          {t('network.redirectConfirm')}
        </Button>
      ) : null}
    </div>
  );
}
