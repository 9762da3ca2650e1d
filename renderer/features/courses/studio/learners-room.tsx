/** Who learns in a course and how far they are. */
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { Learner } from '../../../../server/learning/contract.ts';
import { Avatar, type Column, DataTable, Empty, PageTitle, ProgressBar } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useId } from '../../../platform/page-routes.tsx';
import { LEARNERS_A_PAGE, reasonOf, useLearners } from './api.ts';
import styles from './learners-room.module.css';
import { studioMessages } from './messages/index.ts';
import { CourseFrame } from './parts/course-frame.tsx';

const nameOf = ({ user }: Learner) => `${user.first_name} ${user.last_name}`;

export function LearnersRoom() {
  const t = useMessages(studioMessages);
  const courseId = useId('courseId');
  const [page, setPage] = useState(1);
  const { data, isPending, error, refetch } = useLearners(courseId, page);
  const columns = useColumns();
  const total = data?.pagination.total ?? 0;
  return (
    <CourseFrame courseId={courseId} room="learners">
      {() => (
        <div className={styles.page}>
          <PageTitle count={data ? total : undefined}>{t('studio.learners')}</PageTitle>
          <DataTable
            label={t('studio.learners')}
            rows={data?.items ?? []}
            rowKey={({ user }) => user.id}
            rowName={nameOf}
            columns={columns}
            dense
            loading={isPending}
            error={error ? (reasonOf(error) ?? t('studio.unreachable')) : undefined}
            onRetry={() => void refetch()}
            empty={
              <Empty icon={IconUsers} title={t('studio.noLearners')}>
                {t('studio.noLearnersLead')}
              </Empty>
            }
            pages={{ page, size: LEARNERS_A_PAGE, total, onPage: setPage }}
          />
        </div>
      )}
    </CourseFrame>
  );
}

function useColumns(): Column<Learner>[] {
  const t = useMessages(studioMessages);
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('studio.name'),
      main: true,
      cell: learner => (
        <span className={styles.person}>
          <Avatar
            name={nameOf(learner)}
            size={28}
            src={learner.user.avatar ? `/api/v1/files/${learner.user.avatar}?width=80` : undefined}
          />
          {nameOf(learner)}
        </span>
      ),
    },
    {
      key: 'progress',
      head: t('studio.progress'),
      width: '220px',
      cell: learner => (
        <span className={styles.progress}>
          <span className={styles.bar}>
            <ProgressBar
              value={learner.progress_percentage / 100}
              label={t('studio.progressOf', { name: nameOf(learner) })}
            />
          </span>
          <span className={styles.figure}>{format.percent(learner.progress_percentage / 100)}</span>
        </span>
      ),
    },
    {
      key: 'enrolled',
      head: t('studio.enrolled'),
      align: 'end',
      width: '120px',
      drop: 'narrow',
      cell: ({ enrolled_at }) => format.day(enrolled_at),
    },
    {
      key: 'seen',
      head: t('studio.lastSeen'),
      align: 'end',
      width: '140px',
      cell: ({ last_accessed }) => (last_accessed ? format.dateTime(last_accessed) : null),
    },
    {
      key: 'done',
      head: t('studio.completed'),
      align: 'end',
      width: '120px',
      cell: ({ completed_at }) => (completed_at ? format.day(completed_at) : null),
    },
  ];
}
