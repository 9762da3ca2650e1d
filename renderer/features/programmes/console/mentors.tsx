import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { Assignment, Mentor } from '../../../../server/mentoring/contract.ts';
import {
  Button,
  type Column,
  ConfirmDialog,
  DataTable,
  Empty,
  Link,
  notify,
  PageTitle,
  SearchField,
  Segmented,
  SelectField,
  SelectionBar,
  State,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { nameOf } from '../parts/names.ts';
import { type AssignmentsQuery, PAGE_SIZE, useAssignments, useEnd, useMentors } from './api.ts';
import { AssignDialog } from './assign-dialog.tsx';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';
import { PersonName, Refusal } from './parts.tsx';

const EVERYTHING: AssignmentsQuery = { search: '', mentor: null, state: 'open', page: 1 };

/** Who guides whom: assign, end, and what was. */
export function MentorsPage() {
  const t = useMessages(managingMessages);
  const [query, setQuery] = useState(EVERYTHING);
  const mentors = useMentors();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [assigning, setAssigning] = useState(false);
  const [ending, setEnding] = useState(false);
  usePage(t('managing.mentors'));
  const show = (change: Partial<AssignmentsQuery>) => {
    setSelected(new Set());
    setQuery(before => ({ ...before, page: 1, ...change }));
  };
  const able = (mentors.data ?? []).filter(mentor => mentor.is_mentor && mentor.is_active);
  return (
    <>
      <PageTitle
        lead={t('managing.mentorsLead')}
        actions={
          able.length > 0 ? (
            <Button
              leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => setAssigning(true)}
            >
              {t('managing.assign')}
            </Button>
          ) : null
        }
      >
        {t('managing.mentors')}
      </PageTitle>
      <Filters query={query} mentors={mentors.data ?? []} onShow={show} />
      <AssignmentsTable {...{ query, selected }} hasMentors={able.length > 0} onShow={show} onSelect={setSelected} />
      <SelectionBar
        count={selected.size}
        onClear={() => setSelected(new Set())}
        actions={[{ key: 'end', label: t('managing.end'), onClick: () => setEnding(true) }]}
      />
      {assigning ? <AssignDialog mentors={able} mentor={query.mentor} onClose={() => setAssigning(false)} /> : null}
      {ending ? (
        <EndDialog ids={[...selected]} onClose={() => setEnding(false)} onEnded={() => setSelected(new Set())} />
      ) : null}
    </>
  );
}

type Showing = { query: AssignmentsQuery; onShow: (change: Partial<AssignmentsQuery>) => void };

function Filters({ query, mentors, onShow }: Showing & { mentors: readonly Mentor[] }) {
  const t = useMessages(managingMessages);
  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        label={t('managing.search')}
        placeholder={t('managing.search')}
        value={query.search}
        onChange={search => onShow({ search })}
      />
      <SelectField
        aria-label={t('managing.mentor')}
        className={styles.select}
        value={String(query.mentor ?? '')}
        data={[
          { value: '', label: t('managing.anyMentor') },
          ...mentors.map(mentor => ({
            value: String(mentor.id),
            label: t('managing.mentorCount', { name: nameOf(mentor), count: mentor.mentees }),
          })),
        ]}
        onChange={value => onShow({ mentor: value ? Number(value) : null })}
      />
      <Segmented
        aria-label={t('managing.which')}
        value={query.state}
        data={[
          { value: 'open', label: t('managing.now') },
          { value: 'over', label: t('managing.over') },
        ]}
        onChange={value => onShow({ state: value === 'over' ? 'over' : 'open' })}
      />
    </div>
  );
}

type TableProps = Showing & {
  hasMentors: boolean;
  selected: ReadonlySet<number>;
  onSelect: (selected: ReadonlySet<number>) => void;
};

function AssignmentsTable({ query, onShow, hasMentors, selected, onSelect }: TableProps) {
  const t = useMessages(managingMessages);
  const assignments = useAssignments(query);
  const columns = useColumns(query.state);
  return (
    <DataTable
      dense
      label={t('managing.mentors')}
      rows={assignments.data?.items ?? []}
      rowKey={({ id }) => id}
      rowName={({ mentor, mentee }) => `${nameOf(mentor)}, ${nameOf(mentee)}`}
      columns={columns}
      {...(query.state === 'open' && { selected, onSelect })}
      loading={assignments.isPending}
      error={
        assignments.isError && !assignments.data
          ? `${t('managing.assignmentsFailed')} ${assignments.error.message}`
          : undefined
      }
      onRetry={() => void assignments.refetch()}
      pages={{
        page: query.page,
        size: PAGE_SIZE,
        total: assignments.data?.pagination.total ?? 0,
        onPage: page => onShow({ page }),
      }}
      empty={<Nothing query={query} hasMentors={hasMentors} />}
    />
  );
}

function Nothing({ query, hasMentors }: { query: AssignmentsQuery; hasMentors: boolean }) {
  const t = useMessages(managingMessages);
  if (query.search !== '' || query.mentor !== null)
    return (
      <Empty icon={IconUsersGroup} title={t('managing.noMatch')}>
        {t('managing.noMatchLead')}
      </Empty>
    );
  if (query.state === 'over')
    return (
      <Empty icon={IconUsersGroup} title={t('managing.noneOver')}>
        {t('managing.noneOverLead')}
      </Empty>
    );
  if (hasMentors)
    return (
      <Empty icon={IconUsersGroup} title={t('managing.noAssignments')}>
        {t('managing.noAssignmentsLead')}
      </Empty>
    );
  return (
    <Empty
      icon={IconUsersGroup}
      title={t('managing.noMentors')}
      actions={
        <Button component={Link} href="/console/users" variant="default">
          {t('managing.toUsers')}
        </Button>
      }
    >
      {t('managing.noMentorsLead')}
    </Empty>
  );
}

function useColumns(state: AssignmentsQuery['state']): Column<Assignment>[] {
  const t = useMessages(managingMessages);
  const format = useFormat();
  const suspended = <State kind="bad">{t('managing.suspended')}</State>;
  const isOver = state === 'over';
  return [
    {
      key: 'mentee',
      head: t('managing.mentee'),
      main: true,
      cell: ({ mentee }) => (
        <span className={styles.named}>
          <PersonName person={mentee} />
          {mentee.is_active ? null : suspended}
        </span>
      ),
    },
    {
      key: 'mentor',
      head: t('managing.mentor'),
      cell: ({ mentor }) => (
        <span className={styles.named}>
          <PersonName person={mentor} />
          {mentor.is_active ? null : suspended}
          {mentor.is_mentor ? null : <State kind="warn">{t('managing.noRole')}</State>}
        </span>
      ),
    },
    { key: 'since', head: t('managing.since'), cell: ({ since }) => format.date(since) },
    ...(isOver
      ? [
          {
            key: 'until',
            head: t('managing.until'),
            cell: ({ until }: Assignment) => (until ? format.date(until) : null),
          },
        ]
      : []),
    {
      key: 'by',
      head: t(isOver ? 'managing.endedBy' : 'managing.by'),
      drop: 'narrow',
      cell: ({ assigned_by, ended_by }) => (isOver ? ended_by : assigned_by),
    },
  ];
}

type EndProps = { ids: number[]; onClose: () => void; onEnded: () => void };

function EndDialog({ ids, onClose, onEnded }: EndProps) {
  const t = useMessages(managingMessages);
  const end = useEnd();
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('managing.endAsk', { count: ids.length })}
      lead={t('managing.endLead')}
      keep={t('managing.keep')}
      confirm={t('managing.end')}
      busy={end.isPending}
      onConfirm={() =>
        end.mutate(ids, {
          onSuccess: ({ ended }) => {
            notify.done(t('managing.ended', { count: ended }));
            onEnded();
            onClose();
          },
        })
      }
    >
      <Refusal error={end.error} />
    </ConfirmDialog>
  );
}
