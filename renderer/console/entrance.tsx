import { NoticeGate } from '../features/accounts/parts/notice-gate.tsx';
import { SignInForm } from '../features/accounts/parts/sign-in-form.tsx';
import { Plate } from '../kit/index.ts';
import { useMessages } from '../platform/messages/index.ts';
import { usePage, useSite } from '../platform/site.ts';
import styles from './console.module.css';
import { Frame } from './frame.tsx';
import { consoleMessages } from './messages/index.ts';

/** Signing in at the console: the site's plate and the form, beside the rail with the server's state. */
export function Entrance() {
  const t = useMessages(consoleMessages);
  return (
    <Frame>
      <SignInHere label={t('console.signIn')} />
    </Frame>
  );
}

function SignInHere({ label }: { label: string }) {
  const t = useMessages(consoleMessages);
  const site = useSite();
  usePage(label);
  const name = site?.name ?? 'Lyceum';
  return (
    <div className={styles.entrance}>
      <Plate
        siteId={site?.key ?? 'lyceum'}
        over={t('console.console')}
        title={name}
        lead={t('console.signInLead', { site: name })}
      />
      <div className={styles.entranceForm}>
        <h1 className={styles.entranceTitle}>{label}</h1>
        <NoticeGate>
          <SignInForm size="sm" />
        </NoticeGate>
      </div>
    </div>
  );
}
