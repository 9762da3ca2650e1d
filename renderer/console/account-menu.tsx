import {
  IconCheck,
  IconChevronDown,
  IconExternalLink,
  IconLock,
  IconLogout,
  IconShieldLock,
} from '@tabler/icons-react';
import { Avatar, Menu, type MenuItem, VisuallyHidden } from '../kit/index.ts';
import { consoleLock } from '../features/computer/lock-state.ts';
import { addressOf } from '../platform/call.ts';
import { type Language, languages, useLanguage, useMessages } from '../platform/messages/index.ts';
import { type Preferences, usePreferences } from '../platform/preferences.ts';
import { useSession } from '../platform/session.tsx';
import styles from './console.module.css';
import { consoleMessages } from './messages/index.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': 'true' } as const;

/** One of several, checked when chosen. */
function Choice({ label, chosen }: { label: string; chosen: boolean }) {
  const t = useMessages(consoleMessages);
  if (!chosen) return label;
  return (
    <>
      <span aria-hidden="true">{label}</span>
      <VisuallyHidden>{t('console.chosen', { choice: label })}</VisuallyHidden>
    </>
  );
}

/** Appearance and language are for everybody; the academy and signing out for who is signed in. */
export function AccountMenu() {
  const t = useMessages(consoleMessages);
  const { me, signOut } = useSession();
  const [{ colorScheme }, change] = usePreferences();
  const language = useLanguage();
  const choice = (key: string, label: string, chosen: boolean, onClick: () => void): MenuItem => ({
    key,
    label: <Choice label={label} chosen={chosen} />,
    icon: <IconCheck {...icon} className={styles.check} data-chosen={chosen || undefined} />,
    onClick,
  });
  const scheme = (value: Preferences['colorScheme'], label: string) =>
    choice(value, label, colorScheme === value, () => change({ colorScheme: value }));
  const items: MenuItem[] = [
    ...(me
      ? [{ key: 'academy', label: t('console.openAcademy'), href: '/', icon: <IconExternalLink {...icon} /> }]
      : []),
    ...(me
      ? [
          {
            key: 'security',
            label: t('console.security'),
            href: '/console/settings/me',
            icon: <IconShieldLock {...icon} />,
          },
        ]
      : []),
    { key: 'theme', heading: t('console.theme') },
    scheme('auto', t('console.themeAuto')),
    scheme('light', t('console.themeLight')),
    scheme('dark', t('console.themeDark')),
    { key: 'language', heading: t('console.language') },
    ...Object.entries(languages).map(([code, label]) =>
      choice(code, label, language === code, () => change({ language: code as Language })),
    ),
    ...(me
      ? [
          { key: 'rule', rule: true as const },
          {
            key: 'lock',
            label: t('console.lock'),
            icon: <IconLock {...icon} />,
            onClick: () => consoleLock.lock(),
          },
          {
            key: 'sign-out',
            label: t('console.signOut'),
            icon: <IconLogout {...icon} />,
            onClick: () => void signOut(),
          },
        ]
      : []),
  ];
  const name = me ? `${me.first_name} ${me.last_name}` : null;
  const face = me?.avatar ? addressOf('/files/:id', { params: { id: me.avatar }, query: { width: 96 } }) : undefined;
  return (
    <Menu items={items}>
      <button type="button" className={styles.account}>
        {name ? <Avatar name={name} size={28} src={face} /> : null}
        <span className={styles.accountName}>{name ?? languages[language]}</span>
        <VisuallyHidden>
          , {name ? t('console.account') : `${t('console.theme')}, ${t('console.language')}`}
        </VisuallyHidden>
        <IconChevronDown {...icon} />
      </button>
    </Menu>
  );
}
