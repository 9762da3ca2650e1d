import { useMutation } from '@tanstack/react-query';
import { type RouterHistory, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Button, Link, SkeletonText } from '../../kit/index.ts';
import { acceptedNotice } from '../../platform/accepted-notice.ts';
import { call } from '../../platform/call.ts';
import { identity } from '../../platform/identity.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage, useSite } from '../../platform/site.ts';
import { Entrance } from '../accounts/parts/entrance.tsx';
import { NoticeFirst } from '../accounts/parts/notice-gate.tsx';
import { Refusal } from '../accounts/parts/refusal.tsx';
import { withReturn } from '../accounts/return-address.ts';
import { SecondStep } from '../factors/second-step.tsx';
import { ssoMessages } from './messages/index.ts';
import styles from './sso.module.css';

/** Where a provider sends the browser back to: hands what it brought to the server, once, and goes on. */
export function CallbackPage() {
  const { state } = useSession();
  const [came, setCame] = useState<'visitor' | 'signed-in' | null>(null);
  // How somebody came decides, not what becomes of them: whoever is in already only joins or confirms.
  if (came === null && state !== 'loading') setCame(state);
  if (came === null) return null;
  if (came === 'signed-in') return <Arriving />;
  return (
    <NoticeFirst>
      <Arriving />
    </NoticeFirst>
  );
}

function Arriving() {
  const t = useMessages(ssoMessages);
  const site = useSite();
  const { searchStr } = useLocation();
  const { enter, state } = useSession();
  const history = useRouter().history as RouterHistory;
  usePage(t('sso.coming'));
  const finish = useMutation({
    mutationFn: (query: string) => call('POST /auth/sso/finish', { body: { query, ...acceptedNotice() } }),
    async onSuccess({ then, signed_in: step, joined, confirmed }) {
      if (step?.user) await enter({ ...step, user: step.user });
      else if (joined) history.replace(then);
      else if (confirmed) {
        identity.tellProved();
        window.close();
      }
    },
  });
  const isSent = useRef(false);
  const { mutate } = finish;
  useEffect(() => {
    // A code works once: a page that is drawn twice must not send it twice.
    if (!isSent.current) mutate(searchStr);
    isSent.current = true;
  }, [mutate, searchStr]);
  const { data, error } = finish;
  const onward = state === 'signed-in' && data?.signed_in ? data.then : null;
  useEffect(() => {
    // After the second step as well, which signs in by itself.
    if (onward !== null) history.replace(onward);
  }, [onward, history]);
  if (data?.signed_in?.second_factor)
    return (
      <Entrance title={t('sso.second')}>
        <SecondStep
          step={data.signed_in.second_factor}
          size="lg"
          onBack={() => history.replace(withReturn('/sign-in', data.then))}
        />
      </Entrance>
    );
  // Where the browser does not let the page close its own window.
  if (data?.confirmed)
    return (
      <Entrance title={t('sso.proved')} lead={t('sso.provedLead')}>
        {null}
      </Entrance>
    );
  if (data?.unjoined) {
    const { email, provider } = data.unjoined;
    const words = { email, label: provider.label, site: site?.name ?? 'Lyceum' };
    return (
      <Entrance title={t('sso.unjoinedTitle')} lead={t('sso.unjoinedLead', words)}>
        <BackToSignIn then="/me/security" />
      </Entrance>
    );
  }
  return (
    <Entrance
      title={t(error ? 'sso.failed' : 'sso.coming')}
      lead={error ? undefined : t('sso.comingLead', { site: site?.name ?? 'Lyceum' })}
    >
      {error ? (
        <div className={styles.failed}>
          <Refusal error={error} />
          {state === 'signed-in' ? <p className={styles.help}>{t('sso.closeWindow')}</p> : <BackToSignIn then="/" />}
        </div>
      ) : (
        <SkeletonText lines={2} />
      )}
    </Entrance>
  );
}

function BackToSignIn({ then }: { then: string }) {
  const t = useMessages(ssoMessages);
  return (
    <Button component={Link} href={withReturn('/sign-in', then)} size="lg" fullWidth className={styles.back}>
      {t('sso.back')}
    </Button>
  );
}
