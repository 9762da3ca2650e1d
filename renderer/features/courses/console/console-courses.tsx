import { IconCloudUpload } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, use, useState } from 'react';
import type { CourseCard } from '../../../../server/courses/contract.ts';
import {
  Button,
  type Column,
  Cover,
  DataTable,
  Empty,
  FilterRow,
  Link,
  NavigateContext,
  PageTitle,
  Segmented,
  SelectField,
  SkeletonText,
  State,
  TextField,
} from '../../../kit/index.ts';
import { addressOf } from '../../../platform/call.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { usePage } from '../../../platform/site.ts';
import { type CoursesQuery, PAGE_SIZE, useEditableCourses } from './api.ts';
import styles from './console-courses.module.css';
import { consoleCoursesMessages } from './messages/index.ts';

const ImportRoom = lazy(() => import('../studio/import-room.tsx').then(module => ({ default: module.ImportRoom })));

const STATUSES = ['draft', 'published', 'archived'] as const;
const SORTS = ['title', 'newest', 'popular'] as const;
const ALL: CoursesQuery = { search: '', status: undefined, sort: 'title', page: 1 };

/** The two halves of the room. */
function Room({ view, count, children }: { view: 'courses' | 'uploads'; count?: string; children: ReactNode }) {
  const t = useMessages(consoleCoursesMessages);
  const navigate = use(NavigateContext);
  usePage(t('consoleCourses.title'));
  return (
    <>
      <PageTitle
        {...(count !== undefined && { count })}
        actions={
          <Segmented
            aria-label={t('consoleCourses.views')}
            value={view}
            onChange={value => navigate?.(`/console/${value}`)}
            data={[
              { value: 'courses', label: t('consoleCourses.courses') },
              { value: 'uploads', label: t('consoleCourses.uploads') },
            ]}
          />
        }
      >
        {t('consoleCourses.title')}
      </PageTitle>
      {children}
    </>
  );
}

/** Dropping a folder: it says what each file becomes before anything is stored. */
export function ConsoleUploads() {
  const navigate = use(NavigateContext);
  return (
    <Room view="uploads">
      <Suspense fallback={<SkeletonText />}>
        <ImportRoom onMade={id => navigate?.(`/studio/courses/${id}`)} />
      </Suspense>
    </Room>
  );
}

/** Courses of all instructors for administrators, the own ones for instructors; each leads to its builder. */
export function ConsoleCourses() {
  const t = useMessages(consoleCoursesMessages);
  const [query, setQuery] = useState(ALL);
  const courses = useEditableCourses(query);
  const columns = useColumns();
  const total = courses.data?.pagination.total;
  const show = (change: Partial<CoursesQuery>) => setQuery(before => ({ ...before, page: 1, ...change }));
  const isNarrowed = query.search !== '' || query.status !== undefined;
  return (
    <Room view="courses" {...(total !== undefined && { count: t('consoleCourses.count', { count: total }) })}>
      {total === 0 && !isNarrowed ? null : <Filters query={query} onChange={show} />}
      <DataTable
        label={t('consoleCourses.courses')}
        rows={courses.data?.items ?? []}
        rowKey={({ id }) => id}
        rowName={({ title }) => title}
        columns={columns}
        loading={courses.isPending}
        error={courses.isError && !courses.data ? t('consoleCourses.failed') : undefined}
        onRetry={() => void courses.refetch()}
        pages={{ page: query.page, size: PAGE_SIZE, total: total ?? 0, onPage: page => show({ page }) }}
        empty={<NoCourses isNarrowed={isNarrowed} onShowAll={() => setQuery(ALL)} />}
      />
    </Room>
  );
}

function NoCourses({ isNarrowed, onShowAll }: { isNarrowed: boolean; onShowAll: () => void }) {
  const t = useMessages(consoleCoursesMessages);
  if (isNarrowed) {
    return (
      <Empty
        title={t('consoleCourses.nothing')}
        actions={
          <Button variant="default" onClick={onShowAll}>
            {t('consoleCourses.showAll')}
          </Button>
        }
      >
        {t('consoleCourses.nothingLead')}
      </Empty>
    );
  }
  return (
    <Empty
      icon={IconCloudUpload}
      title={t('consoleCourses.none')}
      actions={
        <>
          <Button component={Link} href="/console/uploads">
            {t('consoleCourses.upload')}
          </Button>
          <Button component={Link} variant="default" href="/studio">
            {t('consoleCourses.studio')}
          </Button>
        </>
      }
    >
      {t('consoleCourses.noneLead')}
    </Empty>
  );
}

function Filters({ query, onChange }: { query: CoursesQuery; onChange: (change: Partial<CoursesQuery>) => void }) {
  const t = useMessages(consoleCoursesMessages);
  return (
    <FilterRow>
      <TextField
        size="sm"
        type="search"
        aria-label={t('consoleCourses.search')}
        placeholder={t('consoleCourses.search')}
        maxLength={100}
        value={query.search}
        onChange={event => onChange({ search: event.currentTarget.value })}
      />
      <SelectField
        aria-label={t('consoleCourses.status')}
        value={query.status ?? ''}
        data={[
          { value: '', label: t('consoleCourses.anyStatus') },
          ...STATUSES.map(status => ({ value: status, label: t(`consoleCourses.status-${status}`) })),
        ]}
        onChange={value => onChange({ status: STATUSES.find(status => status === value) })}
      />
      <SelectField
        aria-label={t('consoleCourses.sort')}
        value={query.sort}
        data={SORTS.map(sort => ({ value: sort, label: t(`consoleCourses.sort-${sort}`) }))}
        onChange={value => onChange({ sort: SORTS.find(sort => sort === value) ?? 'title' })}
      />
    </FilterRow>
  );
}

function useColumns(): Column<CourseCard>[] {
  const t = useMessages(consoleCoursesMessages);
  const format = useFormat();
  const now = useNow(30_000);
  return [
    {
      key: 'title',
      head: t('consoleCourses.name'),
      main: true,
      cell: ({ id, title, thumbnail }) => (
        <Link href={`/studio/courses/${id}`} className={styles.course}>
          <span className={styles.cover}>
            <Cover
              id={`course-${id}`}
              width={56}
              height={32}
              {...(thumbnail !== null && {
                src: addressOf('/files/:id', { params: { id: thumbnail }, query: { width: 160 } }),
              })}
            />
          </span>
          <span>{title}</span>
        </Link>
      ),
    },
    {
      key: 'instructor',
      head: t('consoleCourses.instructor'),
      drop: 'cards',
      cell: ({ instructor: { first_name, last_name } }) => `${first_name} ${last_name}`,
    },
    {
      key: 'status',
      head: t('consoleCourses.status'),
      cell: ({ status }) =>
        status === 'published' ? (
          t('consoleCourses.status-published')
        ) : (
          <State kind={status === 'draft' ? 'info' : 'mute'}>{t(`consoleCourses.status-${status}`)}</State>
        ),
    },
    {
      key: 'version',
      head: t('consoleCourses.version'),
      align: 'end',
      cell: ({ version }) => (version > 0 ? format.number(version) : null),
    },
    {
      key: 'modules',
      head: t('consoleCourses.modules'),
      align: 'end',
      drop: 'narrow',
      cell: ({ module_count }) => format.number(module_count),
    },
    {
      key: 'learners',
      head: t('consoleCourses.learners'),
      align: 'end',
      cell: ({ enrolled_count, capacity }) =>
        capacity === null
          ? format.number(enrolled_count)
          : t('consoleCourses.places', { taken: enrolled_count, capacity }),
    },
    {
      key: 'changed',
      head: t('consoleCourses.changed'),
      drop: 'narrow',
      cell: ({ updated_at }) => (
        <time dateTime={updated_at} className={styles.when}>
          {format.ago(updated_at, now)}
        </time>
      ),
    },
  ];
}
