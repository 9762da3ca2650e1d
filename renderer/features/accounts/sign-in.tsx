import { useLocation } from '@tanstack/react-router';
import { Link } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage, useSite } from '../../platform/site.ts';
import { accountsMessages } from './messages/index.ts';
import { Entrance } from './parts/entrance.tsx';
import styles from './parts/entrance.module.css';
import { SignInForm } from './parts/sign-in-form.tsx';
import { returnAddress, withReturn } from './return-address.ts';

/** Signing in: a page of its own, and in place of every page that needs somebody. */
export function SignIn() {
  const t = useMessages(accountsMessages);
  const site = useSite();
  const { ended } = useSession();
  const { pathname, searchStr } = useLocation();
  usePage(t('accounts.signIn'));
  const back = pathname === '/sign-in' ? returnAddress(searchStr) : pathname + searchStr;
  return (
    <Entrance
      title={t('accounts.signIn')}
      lead={
        site?.registration === 'open'
          ? t.rich('accounts.newHere', {
              link: <Link href={withReturn('/register', back)}>{t('accounts.makeAccount')}</Link>,
            })
          : t('accounts.closedHere')
      }
    >
      {ended ? (
        <p role="status" className={styles.notice}>
          {t('accounts.ended')}
        </p>
      ) : null}
      {site && !site.set_up ? <p className={styles.notice}>{t('accounts.notSetUp')}</p> : null}
      <SignInForm />
    </Entrance>
  );
}
