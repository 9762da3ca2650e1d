import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Link, SkeletonText, SplitShell, type } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage, useSite } from '../../platform/site.ts';
import { useSession } from '../../platform/session.tsx';
import { isUnfinished } from './answers.ts';
import { siteMessages } from './messages/index.ts';
import styles from './setup.module.css';
import { SetupWizard } from './wizard.tsx';

/** `/setup?code=…`, the link that the first start prints. */
export function SetupPage() {
  const t = useMessages(siteMessages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const site = useSite();
  const { me } = useSession();
  // Questions that were left open belong to who began them.
  const [isOpen, setOpen] = useState(false);
  if (!isOpen && site?.set_up && me?.permissions.includes('*') && isUnfinished(localStorage)) setOpen(true);
  usePage(t('site.setUp'));
  if (!site) {
    return (
      <SplitShell siteId="lyceum" siteName="Lyceum">
        <SkeletonText />
      </SplitShell>
    );
  }
  if (site.set_up && !isOpen) {
    return (
      <SplitShell siteId={site.key} siteName={site.name}>
        <h1 className={type.t5}>{t('site.already')}</h1>
        <p className={styles.plain}>{t('site.alreadyLead', { name: site.name })}</p>
        <Button size="lg" component={Link} href="/sign-in">
          {t('site.signIn')}
        </Button>
      </SplitShell>
    );
  }
  const leave = async () => {
    await queries.invalidateQueries({ queryKey: ['site'] });
    await navigate({ href: '/', replace: true });
  };
  const begin = () => setOpen(true);
  return <SetupWizard product="academy" onBegun={begin} onFinished={begin} onLeave={() => void leave()} />;
}
