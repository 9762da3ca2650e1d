import { Brand, Button, PageTitle } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage, useSite } from '../../platform/site.ts';
import styles from './factors.module.css';
import { FactorsSections } from './factors.tsx';
import { factorsMessages } from './messages/index.ts';

/** All that somebody sees who owes a second factor: what it is about, and setting one up. */
export function MustSetUp() {
  const t = useMessages(factorsMessages);
  const { signOut } = useSession();
  const site = useSite();
  usePage(t('factors.mustTitle'));
  return (
    <main id="content" className={styles.must}>
      <div className={styles.mustTop}>
        <Brand name={site?.name ?? ''} src={site?.logo ?? undefined} />
        <Button variant="default" onClick={() => void signOut()}>
          {t('factors.signOut')}
        </Button>
      </div>
      <PageTitle lead={t('factors.mustLead')}>{t('factors.mustTitle')}</PageTitle>
      <FactorsSections />
    </main>
  );
}
