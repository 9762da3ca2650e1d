import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Link } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage, useSite } from '../../platform/site.ts';
import { accountsMessages } from './messages/index.ts';
import { Entrance } from './parts/entrance.tsx';
import styles from './parts/entrance.module.css';
import { NoticeGate } from './parts/notice-gate.tsx';
import { SignInForm } from './parts/sign-in-form.tsx';
import { returnAddress, withReturn } from './return-address.ts';

const ProviderButtons = lazy(() =>
  import('../sso/parts/provider-buttons.tsx').then(module => ({ default: module.ProviderButtons })),
);

/** Signing in: a page of its own, and in place of every page that needs somebody. */
export function SignIn() {
  const t = useMessages(accountsMessages);
  const site = useSite();
  const { ended } = useSession();
  const { pathname, searchStr } = useLocation();
  usePage(t('accounts.signIn'));
  const [isSecond, setSecond] = useState(false);
  const back = pathname === '/sign-in' ? returnAddress(searchStr) : pathname + searchStr;
  const firstVisit =
    site && site.registration !== 'closed'
      ? t.rich('accounts.newHere', {
          link: <Link href={withReturn('/register', back)}>{t('accounts.makeAccount')}</Link>,
        })
      : t('accounts.closedHere');
  return (
    <Entrance title={t(isSecond ? 'accounts.secondStep' : 'accounts.signIn')} lead={isSecond ? undefined : firstVisit}>
      {ended ? (
        <p role="status" className={styles.notice}>
          {t('accounts.ended')}
        </p>
      ) : null}
      {site && !site.set_up ? <p className={styles.notice}>{t('accounts.notSetUp')}</p> : null}
      <NoticeGate>
        <SignInForm onSecondStep={setSecond} />
        <Suspense>{isSecond ? null : <ProviderButtons then={back} />}</Suspense>
      </NoticeGate>
    </Entrance>
  );
}
