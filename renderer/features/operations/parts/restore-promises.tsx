import { IconArrowBackUp, IconDatabaseShare, IconInfoCircle, IconLogin2, IconUsersGroup } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';
import type { Preview } from '../restore.tsx';
import { roughly } from '../steps.ts';

const icon = { size: 20, stroke: 1.6, 'aria-hidden': 'true' } as const;

function Promise_({ mark, title, children }: { mark: ReactNode; title?: string; children: ReactNode }) {
  return (
    <li className={styles.promise}>
      {mark}
      <p>
        {title ? <strong>{title}</strong> : null} {children}
      </p>
    </li>
  );
}

/** What happens around the restore: the safety copy, the people who wait, the way back. */
export function RestorePromises({ preview }: { preview: Preview }) {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  const time = format.duration(roughly(preview.pause_seconds));
  const { learning_now: learning } = preview;
  return (
    <ul className={styles.promises}>
      <Promise_ mark={<IconDatabaseShare {...icon} />} title={t('operations.safetyTitle')}>
        {t('operations.safety')}
      </Promise_>
      <Promise_
        mark={<IconUsersGroup {...icon} />}
        title={learning > 0 ? t('operations.learningTitle', { count: learning }) : t('operations.nobodyTitle')}
      >
        {t(learning > 0 ? 'operations.learning' : 'operations.nobody', { time })}
      </Promise_>
      <Promise_ mark={<IconArrowBackUp {...icon} />} title={t('operations.failsTitle')}>
        {t('operations.fails')}
      </Promise_>
      <Promise_ mark={<IconLogin2 {...icon} />}>{t('operations.signIn')}</Promise_>
      {preview.older ? (
        <Promise_ mark={<IconInfoCircle {...icon} />}>{t('operations.older', { version: preview.version })}</Promise_>
      ) : null}
      {preview.proved_at === null ? (
        <Promise_ mark={<IconInfoCircle {...icon} />}>{t('operations.unproved')}</Promise_>
      ) : null}
    </ul>
  );
}
