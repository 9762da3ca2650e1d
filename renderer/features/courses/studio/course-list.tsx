/** Courses that one may edit; used by the studio and by the console. */
import { IconFolderOpen, IconMarkdown, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CourseCard, CourseStatus } from '../../../../server/courses/contract.ts';
import {
  Button,
  type Column,
  DataTable,
  Dialog,
  Empty,
  Link,
  PageTitle,
  Segmented,
  State,
  TextField,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { CourseCover } from '../parts/course-cover.tsx';
import { COURSES_A_PAGE, reasonOf, useCreateCourse, useOwnCourses } from './api.ts';
import styles from './course-list.module.css';
import { studioMessages } from './messages/index.ts';
import { StudioFrame } from './parts/studio-frame.tsx';
import { useGo } from './use-go.ts';

/** Where the list leads: the studio's own pages, or those of the console. */
export interface CourseListPlaces {
  courseHref: (id: number) => string;
  importHref: string;
  /** Opens a course that was just made. */
  onMade: (id: number) => void;
}

export function StudioCourses() {
  const go = useGo();
  const courseHref = (id: number) => `/studio/courses/${id}`;
  return (
    <StudioFrame room="courses">
      <CourseList courseHref={courseHref} importHref="/studio/import" onMade={id => go(courseHref(id))} />
    </StudioFrame>
  );
}

const filters = ['all', 'draft', 'published', 'archived'] as const;
type Filter = (typeof filters)[number];

export function CourseList(places: CourseListPlaces) {
  const t = useMessages(studioMessages);
  const [filter, setFilter] = useState<Filter>('all');
  const [page, setPage] = useState(1);
  const [isNaming, setNaming] = useState(false);
  const { data, isPending, error, refetch } = useOwnCourses(page, filter === 'all' ? undefined : filter);
  const columns = useColumns(places);
  const total = data?.pagination.total ?? 0;
  const actions = (
    <>
      <Button
        variant="default"
        component={Link}
        href={places.importHref}
        leftSection={<IconFolderOpen size={18} stroke={1.75} />}
      >
        {t('studio.fromFolder')}
      </Button>
      <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setNaming(true)}>
        {t('studio.newCourse')}
      </Button>
    </>
  );
  const isEmpty = filter === 'all' && data?.pagination.total === 0;
  return (
    <div className={styles.page}>
      <PageTitle count={data ? total : undefined} actions={isEmpty ? null : actions}>
        {t('studio.yourCourses')}
      </PageTitle>
      {isEmpty ? (
        <Empty icon={IconMarkdown} title={t('studio.noCourses')} actions={actions}>
          {t('studio.noCoursesLead')}
        </Empty>
      ) : (
        <>
          <div className={styles.filter}>
            <Segmented
              aria-label={t('studio.show')}
              value={filter}
              onChange={value => {
                setFilter(value as Filter);
                setPage(1);
              }}
              data={filters.map(value => ({ value, label: t(`studio.filter.${value}`) }))}
            />
          </div>
          <DataTable
            label={t('studio.yourCourses')}
            rows={data?.items ?? []}
            rowKey={course => course.id}
            rowName={course => course.title}
            columns={columns}
            loading={isPending}
            error={error ? (reasonOf(error) ?? t('studio.unreachable')) : undefined}
            onRetry={() => void refetch()}
            empty={
              <Empty title={t('studio.noneHere')} boxed={false}>
                {t('studio.noneHereLead')}
              </Empty>
            }
            pages={{ page, size: COURSES_A_PAGE, total, onPage: setPage }}
          />
        </>
      )}
      <NewCourseDialog open={isNaming} onClose={() => setNaming(false)} onMade={places.onMade} />
    </div>
  );
}

function useColumns({ courseHref }: CourseListPlaces): Column<CourseCard>[] {
  const t = useMessages(studioMessages);
  const format = useFormat();
  return [
    {
      key: 'title',
      head: t('studio.course'),
      main: true,
      cell: course => (
        <span className={styles.course}>
          <span className={styles.cover}>
            <CourseCover course={course} width={96} height={54} />
          </span>
          <Link href={courseHref(course.id)} className={styles.title}>
            {course.title}
          </Link>
        </span>
      ),
    },
    { key: 'status', head: t('studio.status'), width: '130px', cell: course => <CourseState status={course.status} /> },
    {
      key: 'lessons',
      head: t('studio.lessons'),
      align: 'end',
      width: '90px',
      cell: course => format.number(course.module_count),
    },
    {
      key: 'learners',
      head: t('studio.learners'),
      align: 'end',
      width: '90px',
      cell: course => format.number(course.enrolled_count),
    },
    {
      key: 'changed',
      head: t('studio.changed'),
      align: 'end',
      width: '140px',
      drop: 'narrow',
      cell: course => format.dateTime(course.updated_at),
    },
  ];
}

/** Published is normal and stays silent. */
export function CourseState({ status }: { status: CourseStatus }) {
  const t = useMessages(studioMessages);
  if (status === 'published') return <span className={styles.quiet}>{t('studio.status.published')}</span>;
  return <State kind={status === 'draft' ? 'info' : 'mute'}>{t(`studio.status.${status}`)}</State>;
}

type NewCourseDialogProps = { open: boolean; onClose: () => void; onMade: (id: number) => void };

function NewCourseDialog({ open, onClose, onMade }: NewCourseDialogProps) {
  const t = useMessages(studioMessages);
  const [title, setTitle] = useState('');
  const create = useCreateCourse();
  const submit = () => {
    if (title.trim()) create.mutate(title.trim(), { onSuccess: ({ id }) => onMade(id) });
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('studio.newCourse')}
      lead={t('studio.newCourseLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('studio.cancel')}
          </Button>
          <Button type="submit" form="new-course" disabled={!title.trim()} loading={create.isPending}>
            {t('studio.createCourse')}
          </Button>
        </>
      }
    >
      <form
        id="new-course"
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          data-autofocus
          label={t('studio.title')}
          maxLength={160}
          value={title}
          onChange={event => setTitle(event.currentTarget.value)}
          error={create.error ? (reasonOf(create.error) ?? t('studio.unreachable')) : undefined}
        />
      </form>
    </Dialog>
  );
}
