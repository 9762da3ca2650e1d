import { PageTitle } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { securityMessages } from './messages/index.ts';
import { securitySections } from './sections.ts';
import styles from './security.module.css';

/** How the person gets in, where they are signed in, and what happened lately; the same in academy and console. */
export function SecurityPage() {
  const t = useMessages(securityMessages);
  usePage(t('security.page'));
  return (
    <div className={styles.page}>
      <PageTitle lead={t('security.pageLead')}>{t('security.page')}</PageTitle>
      {securitySections.map(({ key, Section }) => (
        <Section key={key} />
      ))}
    </div>
  );
}
