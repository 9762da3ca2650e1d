import { IconDownload, IconListDetails } from '@tabler/icons-react';
import {
  Button,
  DataTablePages,
  Empty,
  ErrorPanel,
  FilterRow,
  Menu,
  notify,
  SearchField,
  SkeletonRows,
} from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { ACT_KINDS, type ActivityQuery, PERIODS, type Period } from '../activity-query.ts';
import styles from '../activity.module.css';
import { PAGE_SIZE, useActs, useExportActs } from '../api.ts';
import { activityMessages } from '../messages/index.ts';
import { ActLines } from './act-lines.tsx';
import { Choice } from './choice.tsx';
import { LedgerVerdict } from './ledger-verdict.tsx';

interface ViewProps {
  query: ActivityQuery;
  onShow: (change: Partial<ActivityQuery>) => void;
}

const ALL = { text: '', who: '', address: '', kind: undefined, period: undefined, user: undefined, about: undefined };

/** Who did what, newest first, and whether anybody has changed what stands here. */
export function ActsView({ query, onShow }: ViewProps) {
  const t = useMessages(activityMessages);
  const acts = useActs(query);
  const { text, who, address, kind, period, user, about } = query;
  const isFiltered = Boolean(text || who || address || kind || period || user || about);
  const clear = isFiltered ? (
    <Button variant="subtle" color="gray" onClick={() => onShow(ALL)}>
      {t('activity.clear')}
    </Button>
  ) : null;
  const items = acts.data?.items ?? [];
  return (
    <>
      <LedgerVerdict />
      <FilterRow>
        <Filters query={query} onShow={onShow} />
        {clear}
        <ExportButton query={query} />
      </FilterRow>
      {acts.isError && !acts.data ? (
        <ErrorPanel title={t('activity.actsFailed')} onRetry={() => void acts.refetch()}>
          {acts.error.message}
        </ErrorPanel>
      ) : acts.isPending ? (
        <SkeletonRows rows={10} />
      ) : items.length === 0 ? (
        <Empty icon={IconListDetails} title={t('activity.noActs')} actions={clear ?? undefined}>
          {t('activity.noActsLead')}
        </Empty>
      ) : (
        <ActLines acts={items} onShow={onShow} />
      )}
      {items.length > 0 ? (
        <DataTablePages
          page={query.page}
          size={PAGE_SIZE}
          total={acts.data?.pagination.total ?? 0}
          onPage={page => onShow({ page })}
        />
      ) : null}
    </>
  );
}

function Filters({ query, onShow }: ViewProps) {
  const t = useMessages(activityMessages);
  const periods: Record<Period, string> = {
    hour: t('activity.lastHour'),
    day: t('activity.lastDay'),
    week: t('activity.lastWeek'),
    month: t('activity.lastMonth'),
    year: t('activity.lastYear'),
  };
  const search = (name: 'who' | 'text' | 'address', label: string, placeholder: string) => (
    <SearchField
      label={label}
      placeholder={placeholder}
      shortcut={name === 'who'}
      value={query[name]}
      onChange={value => onShow({ [name]: value })}
    />
  );
  return (
    <>
      {search('who', t('activity.who'), t('activity.whoHint'))}
      {search('text', t('activity.aboutSearch'), t('activity.aboutHint'))}
      <Choice
        label={t('activity.kind')}
        any={t('activity.anyKind')}
        value={query.kind}
        choices={ACT_KINDS.map(kind => ({ value: kind, label: t(`activity.kind-${kind}`) }))}
        onChange={kind => onShow({ kind })}
      />
      <Choice
        label={t('activity.period')}
        any={t('activity.anyTime')}
        value={query.period}
        choices={(Object.keys(PERIODS) as Period[]).map(period => ({ value: period, label: periods[period] }))}
        onChange={period => onShow({ period })}
      />
      {search('address', t('activity.address'), t('activity.addressHint'))}
    </>
  );
}

function ExportButton({ query }: Pick<ViewProps, 'query'>) {
  const t = useMessages(activityMessages);
  const now = useNow(60_000);
  const taking = useExportActs();
  const take = (format: 'csv' | 'json') => () =>
    taking.mutate({ format, query, now }, { onError: error => notify.error(error.message) });
  return (
    <span className={styles.live}>
      <Menu
        items={[
          { key: 'csv', label: t('activity.exportCsv'), onClick: take('csv') },
          { key: 'json', label: t('activity.exportJson'), onClick: take('json') },
        ]}
      >
        <Button
          variant="default"
          loading={taking.isPending}
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
        >
          {t('activity.export')}
        </Button>
      </Menu>
    </span>
  );
}
