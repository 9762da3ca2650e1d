import { Button, Link, PageTitle } from '../kit/index.ts';
import { useMessages } from '../platform/messages/index.ts';
import { usePage } from '../platform/site.ts';
import { academyMessages } from './messages/index.ts';

function Notice({ title, lead }: { title: string; lead: string }) {
  const t = useMessages(academyMessages);
  usePage(title);
  return (
    <>
      <PageTitle lead={lead}>{title}</PageTitle>
      <Button size="lg" component={Link} href="/">
        {t('academy.goHome')}
      </Button>
    </>
  );
}

/** No page has this address. */
export function NotFound() {
  const t = useMessages(academyMessages);
  return <Notice title={t('academy.notFound')} lead={t('academy.notFoundLead')} />;
}

/** Signed in, but the page is for others. */
export function Forbidden() {
  const t = useMessages(academyMessages);
  return <Notice title={t('academy.forbidden')} lead={t('academy.forbiddenLead')} />;
}
