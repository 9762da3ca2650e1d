import { IconChevronDown, IconWorld } from '@tabler/icons-react';
import { type RouterHistory, useLocation, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Button, Menu, SplitShell } from '../../../kit/index.ts';
import { type Language, languages, useLanguage, useMessages } from '../../../platform/messages/index.ts';
import { usePreferences } from '../../../platform/preferences.ts';
import { useSession } from '../../../platform/session.tsx';
import { useSite } from '../../../platform/site.ts';
import { accountsMessages } from '../messages/index.ts';
import { returnAddress } from '../return-address.ts';
import styles from './entrance.module.css';

function LanguageMenu() {
  const t = useMessages(accountsMessages);
  const [, change] = usePreferences();
  const language = useLanguage();
  const items = Object.entries(languages).map(([code, label]) => ({
    key: code,
    label,
    onClick: () => change({ language: code as Language }),
  }));
  return (
    <Menu items={items}>
      <Button
        variant="subtle"
        color="gray"
        size="md"
        className={styles.language}
        leftSection={<IconWorld size={18} stroke={1.75} aria-hidden="true" />}
        rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
        aria-label={t('accounts.languageNow', { language: languages[language] })}
      >
        {languages[language]}
      </Button>
    </Menu>
  );
}

/** On `/sign-in` and `/register` somebody signed in goes on to where they came from; elsewhere the page itself appears. */
function useOnward(): void {
  const history = useRouter().history as RouterHistory;
  const { pathname, searchStr } = useLocation();
  const { state } = useSession();
  const onward =
    state === 'signed-in' && /^\/(sign-in|register|forgotten)$/.test(pathname) ? returnAddress(searchStr) : null;
  useEffect(() => {
    if (onward !== null) history.replace(onward);
  }, [onward, history]);
}

/** Plate and form of signing in and registering. */
export function Entrance({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const t = useMessages(accountsMessages);
  const site = useSite();
  useOnward();
  return (
    <SplitShell
      siteId={site?.key ?? 'lyceum'}
      siteName={site?.name ?? ''}
      logo={site?.logo ?? undefined}
      footer={
        <>
          <p>{t('accounts.logged')}</p>
          <LanguageMenu />
        </>
      }
    >
      <h1 className={styles.title}>{title}</h1>
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      {children}
    </SplitShell>
  );
}
