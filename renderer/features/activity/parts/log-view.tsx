import { IconFileText, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { Button, Empty, ErrorPanel, FilterRow, SearchField, SkeletonRows, State } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type ActivityQuery, LEVELS, LOG_PERIODS, ROLES } from '../activity-query.ts';
import styles from '../activity.module.css';
import { activityMessages } from '../messages/index.ts';
import { type LogFilter, useLog } from '../use-log.ts';
import { Choice } from './choice.tsx';
import { LogLines } from './log-lines.tsx';

interface ViewProps {
  query: ActivityQuery;
  onShow: (change: Partial<ActivityQuery>) => void;
}

/** The log as it is written, newest line first. */
export function LogView({ query, onShow }: ViewProps) {
  const t = useMessages(activityMessages);
  const log = useLog(query);
  const { shown, error, paused, news, loading } = log;
  const isFiltered = Boolean(query.text || query.level || query.role || query.period);
  return (
    <>
      <FilterRow>
        <Filters query={query} onShow={onShow} />
        {isFiltered ? <ClearButton onShow={onShow} /> : null}
        <span className={styles.live} role="status">
          {paused ? (
            <State kind={news ? 'info' : 'mute'}>{t(news ? 'activity.pausedNews' : 'activity.paused')}</State>
          ) : (
            <State kind="ok">{t('activity.live')}</State>
          )}
        </span>
        <Button
          variant="default"
          leftSection={
            paused ? (
              <IconPlayerPlay size={18} stroke={1.75} aria-hidden="true" />
            ) : (
              <IconPlayerPause size={18} stroke={1.75} aria-hidden="true" />
            )
          }
          onClick={paused ? log.resume : log.pause}
        >
          {t(paused ? 'activity.resume' : 'activity.pause')}
        </Button>
      </FilterRow>
      {error !== null ? (
        <ErrorPanel title={t('activity.failed')} onRetry={log.retry}>
          {error}
        </ErrorPanel>
      ) : shown === null ? (
        <SkeletonRows rows={10} />
      ) : (
        <>
          {shown.lines.length > 0 ? (
            <LogLines lines={shown.lines} onRequest={text => onShow({ text })} />
          ) : (
            <NoLines isFiltered={isFiltered} onShow={onShow} />
          )}
          <div className={styles.older}>
            {shown.older !== null ? (
              <Button variant="default" loading={loading} onClick={() => void log.more()}>
                {t(shown.lines.length === 0 ? 'activity.lookFurther' : 'activity.older')}
              </Button>
            ) : shown.lines.length > 0 ? (
              <p>{t('activity.beginning')}</p>
            ) : null}
          </div>
        </>
      )}
    </>
  );
}

function Filters({ query, onShow }: { query: LogFilter; onShow: ViewProps['onShow'] }) {
  const t = useMessages(activityMessages);
  const periods: Record<(typeof LOG_PERIODS)[number], string> = {
    hour: t('activity.lastHour'),
    day: t('activity.lastDay'),
    week: t('activity.lastWeek'),
  };
  return (
    <>
      <SearchField
        label={t('activity.search')}
        placeholder={t('activity.searchHint')}
        value={query.text}
        onChange={text => onShow({ text })}
      />
      <Choice
        label={t('activity.level')}
        any={t('activity.anyLevel')}
        value={query.level}
        choices={LEVELS.map(level => ({ value: level, label: t(`activity.level-${level}`) }))}
        onChange={level => onShow({ level })}
      />
      <Choice
        label={t('activity.process')}
        any={t('activity.anyProcess')}
        value={query.role}
        choices={ROLES.map(role => ({ value: role, label: t(`activity.role-${role}`) }))}
        onChange={role => onShow({ role })}
      />
      <Choice
        label={t('activity.period')}
        any={t('activity.anyTime')}
        value={query.period}
        choices={LOG_PERIODS.map(period => ({ value: period, label: periods[period] }))}
        onChange={period => onShow({ period })}
      />
    </>
  );
}

function ClearButton({ onShow }: Pick<ViewProps, 'onShow'>) {
  const t = useMessages(activityMessages);
  return (
    <Button
      variant="subtle"
      color="gray"
      onClick={() => onShow({ text: '', level: undefined, role: undefined, period: undefined })}
    >
      {t('activity.clear')}
    </Button>
  );
}

function NoLines({ isFiltered, onShow }: { isFiltered: boolean; onShow: ViewProps['onShow'] }) {
  const t = useMessages(activityMessages);
  return (
    <Empty
      icon={IconFileText}
      title={t(isFiltered ? 'activity.noLines' : 'activity.noLinesYet')}
      actions={isFiltered ? <ClearButton onShow={onShow} /> : undefined}
    >
      {t(isFiltered ? 'activity.noLinesLead' : 'activity.noLinesYetLead')}
    </Empty>
  );
}
