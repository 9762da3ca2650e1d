import { useLocation, useNavigate } from '@tanstack/react-router';
import { PageTitle, Tabs } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { type ActivityQuery, addressOfActivity, queryOf, VIEWS } from './activity-query.ts';
import { activityMessages } from './messages/index.ts';
import { ActsView } from './parts/acts-view.tsx';
import { DiagnosticsView } from './parts/diagnostics-view.tsx';
import { JobsView } from './parts/jobs-view.tsx';
import { LogView } from './parts/log-view.tsx';

/** What goes on in the server: its log, its background jobs, what people did, and the file for somebody who helps. */
export function ActivityPage() {
  const t = useMessages(activityMessages);
  const navigate = useNavigate();
  const query = queryOf(useLocation({ select: location => location.searchStr }));
  usePage(t('activity.title'));
  const go = (to: Partial<ActivityQuery>) => void navigate({ href: addressOfActivity(to), replace: true });
  const show = (change: Partial<ActivityQuery>) => go({ ...query, page: 1, ...change });
  const panels = {
    log: <LogView query={query} onShow={show} />,
    jobs: <JobsView query={query} onShow={show} />,
    acts: <ActsView query={query} onShow={show} />,
    diagnostics: <DiagnosticsView />,
  };
  return (
    <>
      <PageTitle>{t('activity.title')}</PageTitle>
      <Tabs
        label={t('activity.views')}
        value={query.view}
        onChange={key => go({ view: VIEWS.find(view => view === key) ?? 'log' })}
        tabs={VIEWS.map(view => ({
          key: view,
          label: t(`activity.${view}`),
          panel: view === query.view ? panels[view] : null,
        }))}
      />
    </>
  );
}
