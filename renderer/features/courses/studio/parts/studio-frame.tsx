import type { ReactNode } from 'react';
import { Avatar, OfflineBanner, StudioShell } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useSession } from '../../../../platform/session.tsx';
import { useConnected } from '../../../../platform/socket.ts';
import { studioMessages } from '../messages/index.ts';
import styles from './studio-frame.module.css';

/** The frame of the studio's pages that are about no single course. */
export function StudioFrame({ room, children }: { room: 'courses' | 'import'; children: ReactNode }) {
  const t = useMessages(studioMessages);
  const connected = useConnected();
  return (
    <StudioShell
      homeHref="/"
      homeLabel={t('studio.home')}
      context={<span className={styles.name}>{t('studio.studio')}</span>}
      rooms={[
        { key: 'courses', label: t('studio.courses'), href: '/studio', current: room === 'courses' },
        { key: 'import', label: t('studio.fromFolder'), href: '/studio/import', current: room === 'import' },
      ]}
      end={<Self />}
      banner={connected ? null : <OfflineBanner />}
    >
      <div className={styles.page}>{children}</div>
    </StudioShell>
  );
}

/** Who works here. */
export function Self() {
  const { me } = useSession();
  if (!me) return null;
  const name = `${me.first_name} ${me.last_name}`;
  return (
    <span className={styles.self}>
      <Avatar name={name} size={28} />
    </span>
  );
}
