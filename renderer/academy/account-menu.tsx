import { IconCheck, IconHelp, IconLogout, IconServer2, IconShieldLock, IconUser } from '@tabler/icons-react';
import type { Me } from '../../server/accounts/contract.ts';
import { helpAddress } from '../features/help/pages.ts';
import { Avatar, Menu, type MenuItem, VisuallyHidden } from '../kit/index.ts';
import { addressOf } from '../platform/call.ts';
import { type Language, languages, useLanguage, useMessages } from '../platform/messages/index.ts';
import { type Preferences, usePreferences } from '../platform/preferences.ts';
import { useSession } from '../platform/session.tsx';
import styles from './frame.module.css';
import { academyMessages } from './messages/index.ts';

/** The person's menu: profile, appearance, language, sign out. */
export function AccountMenu({ me, path }: { me: Me; path: string }) {
  const t = useMessages(academyMessages);
  const { signOut, may } = useSession();
  const [{ colorScheme }, change] = usePreferences();
  const language = useLanguage();
  const name = `${me.first_name} ${me.last_name}`;
  const choice = (key: string, label: string, chosen: boolean, onClick: () => void): MenuItem => ({
    key,
    label: chosen ? (
      <>
        <span aria-hidden="true">{label}</span>
        <VisuallyHidden>{t('academy.chosen', { choice: label })}</VisuallyHidden>
      </>
    ) : (
      label
    ),
    icon: (
      <IconCheck
        size={16}
        stroke={1.75}
        aria-hidden="true"
        className={styles.check}
        data-chosen={chosen || undefined}
      />
    ),
    onClick,
  });
  const scheme = (value: Preferences['colorScheme'], label: string) =>
    choice(value, label, colorScheme === value, () => change({ colorScheme: value }));
  const items: MenuItem[] = [
    { key: 'profile', label: t('academy.profile'), href: '/me', icon: <IconUser size={16} stroke={1.75} /> },
    {
      key: 'security',
      label: t('academy.security'),
      href: '/me/security',
      icon: <IconShieldLock size={16} stroke={1.75} />,
    },
    { key: 'help', label: t('academy.help'), href: helpAddress(path), icon: <IconHelp size={16} stroke={1.75} /> },
    // Another product with a document of its own: loaded, not routed to.
    ...(may('*')
      ? [
          {
            key: 'console',
            label: t('academy.console'),
            icon: <IconServer2 size={16} stroke={1.75} />,
            onClick: () => window.location.assign('/console'),
          },
        ]
      : []),
    { key: 'theme', heading: t('academy.theme') },
    scheme('auto', t('academy.themeAuto')),
    scheme('light', t('academy.themeLight')),
    scheme('dark', t('academy.themeDark')),
    { key: 'language', heading: t('academy.language') },
    ...Object.entries(languages).map(([code, label]) =>
      choice(code, label, language === code, () => change({ language: code as Language })),
    ),
    { key: 'rule', rule: true },
    {
      key: 'sign-out',
      label: t('academy.signOut'),
      icon: <IconLogout size={16} stroke={1.75} />,
      onClick: () => void signOut(),
    },
  ];
  return (
    <Menu items={items}>
      <button type="button" className={styles.account}>
        <VisuallyHidden>{t('academy.account', { name })}</VisuallyHidden>
        <Avatar
          name={name}
          size={36}
          src={
            me.avatar === null
              ? undefined
              : addressOf('/files/:id', { params: { id: me.avatar }, query: { width: 96 } })
          }
        />
      </button>
    </Menu>
  );
}
