import { IconArchive, IconEye, IconTrash } from '@tabler/icons-react';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import type { Course } from '../../../../../server/courses/contract.ts';
import {
  Button,
  ConfirmDialog,
  ErrorPanel,
  Kbd,
  Link,
  Menu,
  notify,
  OfflineBanner,
  SavedState,
  SkeletonText,
  State,
  StudioShell,
} from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useConnected } from '../../../../platform/socket.ts';
import { CourseCover } from '../../parts/course-cover.tsx';
import { reasonOf, useCourseDeeds, useStudioCourse } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import { useSaving } from '../saving.ts';
import { useGo } from '../use-go.ts';
import styles from './course-frame.module.css';
import { PublishDialog } from './publish-dialog.tsx';
import { Self } from './studio-frame.tsx';

export type CourseRoom = 'build' | 'settings' | 'learners';

type CourseFrameProps = Pick<ComponentProps<typeof StudioShell>, 'left'> & {
  right?: { label: string; content: ReactNode | ((course: Course) => ReactNode) };
  courseId: number;
  room: CourseRoom;
  children: (course: Course) => ReactNode;
};

/** The workroom of one course: its rooms as tabs, whether all is saved, preview and publishing. */
export function CourseFrame({ courseId, room, left, right, children }: CourseFrameProps) {
  const t = useMessages(studioMessages);
  const connected = useConnected();
  const { data: course, error, refetch } = useStudioCourse(courseId);
  const base = `/studio/courses/${courseId}`;
  const rooms = [
    { key: 'build', label: t('studio.build'), href: base, current: room === 'build' },
    { key: 'settings', label: t('studio.settings'), href: `${base}/settings`, current: room === 'settings' },
    { key: 'learners', label: t('studio.learners'), href: `${base}/learners`, current: room === 'learners' },
  ];
  return (
    <StudioShell
      homeHref="/studio"
      homeLabel={t('studio.yourCourses')}
      context={<CourseName course={course} />}
      rooms={rooms}
      end={course ? <CourseEnd course={course} /> : null}
      banner={connected ? null : <OfflineBanner />}
      {...(course && left ? { left } : {})}
      {...(course && right
        ? {
            right: {
              label: right.label,
              content: typeof right.content === 'function' ? right.content(course) : right.content,
            },
          }
        : {})}
    >
      {course ? (
        children(course)
      ) : (
        <div className={styles.alone}>
          {error ? (
            <ErrorPanel onRetry={() => void refetch()} actions={<Link href="/studio">{t('studio.yourCourses')}</Link>}>
              {reasonOf(error) ?? t('studio.unreachable')}
            </ErrorPanel>
          ) : (
            <SkeletonText lines={8} />
          )}
        </div>
      )}
    </StudioShell>
  );
}

function CourseName({ course }: { course: Course | undefined }) {
  if (!course) return null;
  return (
    <span className={styles.name}>
      <span className={styles.cover}>
        <CourseCover course={course} width={40} height={26} />
      </span>
      <span className={styles.title}>{course.title}</span>
    </span>
  );
}

function CourseEnd({ course }: { course: Course }) {
  const t = useMessages(studioMessages);
  const [isAsking, setAsking] = useState(false);
  usePublishKey(() => setAsking(true));
  return (
    <>
      <Saved />
      <span className={styles.version}>{versionWords(course, t)}</span>
      <Button
        variant="default"
        component={Link}
        href={`/courses/${course.id}`}
        target="_blank"
        leftSection={<IconEye size={18} stroke={1.75} />}
        className={styles.preview}
      >
        {t('studio.preview')}
      </Button>
      <Button
        onClick={() => setAsking(true)}
        rightSection={
          <span className={styles.keys}>
            <Kbd>Ctrl ↵</Kbd>
          </span>
        }
      >
        {t('studio.publish')}
      </Button>
      <CourseMenu course={course} />
      <Self />
      <PublishDialog course={course} open={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

type Say = ReturnType<typeof useMessages<(typeof studioMessages)['en']>>;

function versionWords(course: Course, t: Say): string {
  if (course.status === 'archived') return t('studio.status.archived');
  if (course.status === 'draft') return t('studio.draftNext', { version: course.version + 1 });
  return t('studio.versionLive', { version: course.version });
}

/** Always in the same spot: whether what was typed is safe. */
function Saved() {
  const t = useMessages(studioMessages);
  const { state, at } = useSaving();
  return (
    <span className={styles.saved} role="status">
      {state === 'wrong' ? (
        <State kind="warn">{t('studio.saving.wrong')}</State>
      ) : state === 'conflict' ? (
        <State kind="warn">{t('studio.saving.conflict')}</State>
      ) : state === 'saved' && at === undefined ? null : (
        <SavedState state={state} at={at} />
      )}
    </span>
  );
}

/** Ctrl and Enter, wherever one is typing; the Command key on a Mac. */
function usePublishKey(publish: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      publish();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
}

function CourseMenu({ course }: { course: Course }) {
  const t = useMessages(studioMessages);
  const go = useGo();
  const { archive, remove } = useCourseDeeds(course.id);
  const [asked, setAsked] = useState<'archive' | 'delete'>();
  const failed = (error: unknown) => notify.error(reasonOf(error) ?? t('studio.unreachable'));
  const close = () => setAsked(undefined);
  const name = course.title;
  return (
    <>
      <Menu
        items={[
          { key: 'preview', label: t('studio.preview'), icon: <IconEye size={18} />, href: `/courses/${course.id}` },
          {
            key: 'archive',
            label: t('studio.archive'),
            icon: <IconArchive size={18} />,
            onClick: () => setAsked('archive'),
            disabled: course.status !== 'published',
          },
          {
            key: 'delete',
            label: t('studio.delete'),
            icon: <IconTrash size={18} />,
            onClick: () => setAsked('delete'),
            danger: true,
            disabled: course.status !== 'draft',
          },
        ]}
        label={t('studio.more')}
      />
      <ConfirmDialog
        open={asked === 'archive'}
        onClose={close}
        title={t('studio.archiveAsk', { name })}
        lead={t('studio.archiveLead', { count: course.enrolled_count })}
        confirm={t('studio.archiveCourse')}
        keep={t('studio.keep')}
        busy={archive.isPending}
        onConfirm={() =>
          archive.mutate(undefined, {
            onSuccess: () => notify.done(t('studio.archived', { name })),
            onError: failed,
            onSettled: close,
          })
        }
      />
      <ConfirmDialog
        open={asked === 'delete'}
        onClose={close}
        title={t('studio.deleteAsk', { name })}
        lead={t('studio.deleteLead')}
        confirm={t('studio.deleteCourse')}
        keep={t('studio.keep')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, { onSuccess: () => go('/studio'), onError: failed, onSettled: close })
        }
      />
    </>
  );
}
