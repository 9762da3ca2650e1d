import { Button, Link, SplitShell, type } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { siteMessages } from './messages/index.ts';
import styles from './setup.module.css';

/** What visitors of an academy see that has no administrator yet: where the set-up link is found. */
export function NotSetUp() {
  const t = useMessages(siteMessages);
  usePage(t('site.notYet'));
  return (
    <SplitShell siteId="lyceum" siteName="Lyceum">
      <h1 className={type.t5}>{t('site.notYet')}</h1>
      <p className={styles.plain}>{t('site.notYetLead')}</p>
      <p className={styles.plain}>{t('site.notYetWhere')}</p>
      <Button size="lg" component={Link} href="/setup">
        {t('site.haveCode')}
      </Button>
    </SplitShell>
  );
}
