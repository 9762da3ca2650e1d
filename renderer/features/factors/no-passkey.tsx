import { useMessages } from '../../platform/messages/index.ts';
import styles from './factors.module.css';
import { factorsMessages } from './messages/index.ts';
import { passkeyHindrance } from './passkey-browser.ts';

/** For whoever looks for their passkey where none can be used: why, folded up, because most people have none. */
export function NoPasskeyHere() {
  const t = useMessages(factorsMessages);
  const why = passkeyHindrance();
  if (why === null || why === 'console') return null;
  return (
    <details className={styles.noPasskey}>
      <summary>{t('factors.noPasskeyHere')}</summary>
      <p>{t(`factors.hindrance-${why}`)}</p>
    </details>
  );
}
