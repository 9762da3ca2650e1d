import { Button, Link, PageTitle } from '../kit/index.ts';
import { useMessages } from '../platform/messages/index.ts';
import { useSession } from '../platform/session.tsx';
import { usePage } from '../platform/site.ts';
import { consoleMessages } from './messages/index.ts';

/** No page has this address. */
export function NotFound() {
  const t = useMessages(consoleMessages);
  usePage(t('console.notFound'));
  return (
    <>
      <PageTitle lead={t('console.notFoundLead')}>{t('console.notFound')}</PageTitle>
      <Button component={Link} href="/console">
        {t('console.goHome')}
      </Button>
    </>
  );
}

/** Signed in, but a learner, or an instructor at the door of the administrators' rooms. */
export function Forbidden() {
  const t = useMessages(consoleMessages);
  const { me } = useSession();
  usePage(t('console.console'));
  return (
    <>
      <PageTitle lead={t('console.forbiddenLead', { name: `${me?.first_name} ${me?.last_name}` })}>
        {t('console.forbidden')}
      </PageTitle>
      <Button component={Link} href="/">
        {t('console.openAcademy')}
      </Button>
    </>
  );
}
