import { IconDeviceDesktop, IconDeviceMobile, IconDeviceTablet, IconTerminal2 } from '@tabler/icons-react';
import type { OpenSession } from '../../../../../server/accounts/security/contract.ts';
import { Button, ErrorPanel, notify, SkeletonRows, VisuallyHidden } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useNow } from '../../../../platform/server.ts';
import { useEndSession, useSessions } from '../api.ts';
import { useDeviceWords } from '../device-words.ts';
import { securityMessages } from '../messages/index.ts';
import styles from '../security.module.css';

const icons = {
  phone: IconDeviceMobile,
  tablet: IconDeviceTablet,
  computer: IconDeviceDesktop,
  program: IconTerminal2,
};

/** Where a person is signed in, each of which can be ended. `me` for the own ones. */
export function SessionList({ userId }: { userId: 'me' | number }) {
  const t = useMessages(securityMessages);
  const sessions = useSessions(userId);
  const end = useEndSession(userId);
  if (!sessions.data) {
    if (!sessions.error) return <SkeletonRows />;
    return (
      <ErrorPanel title={t('security.sessionsFailed')} onRetry={() => void sessions.refetch()} level={3}>
        {sessions.error.message}
      </ErrorPanel>
    );
  }
  if (sessions.data.length === 0) return <p className={styles.quiet}>{t('security.nowhere')}</p>;
  const close = (id: number) =>
    end.mutate(id, {
      onSuccess: () => notify.done(t('security.ended')),
      onError: error => notify.error(error.message),
    });
  return (
    <ul className={styles.rows}>
      {sessions.data.map(session => (
        <SessionRow
          key={session.id}
          session={session}
          busy={end.isPending && end.variables === session.id}
          size={userId === 'me' ? 'md' : 'sm'}
          onEnd={() => close(session.id)}
        />
      ))}
    </ul>
  );
}

type SessionRowProps = { session: OpenSession; busy: boolean; size: 'sm' | 'md'; onEnd: () => void };

function SessionRow({ session, busy, size, onEnd }: SessionRowProps) {
  const t = useMessages(securityMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const device = useDeviceWords()(session.device);
  const Icon = icons[session.device.kind];
  const { current, impersonated, address } = session;
  return (
    <li className={styles.row}>
      <Icon size={22} stroke={1.6} aria-hidden="true" className={styles.rowIcon} />
      <div className={styles.rowText}>
        <p className={styles.rowName}>
          {device}
          {current ? <span className={styles.here}>{t('security.here')}</span> : null}
          {impersonated ? <span className={styles.here}>{t('security.byAdministrator')}</span> : null}
        </p>
        <p className={styles.quiet}>
          {t('security.sessionFacts', {
            address,
            since: format.dateTime(session.signed_in_at),
            seen: format.ago(session.last_seen_at, now),
          })}
        </p>
      </div>
      {current ? null : (
        <Button size={size} variant="default" loading={busy} onClick={onEnd}>
          {t('security.signOutOne')}
          <VisuallyHidden>{t('security.signOutOf', { device })}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}
