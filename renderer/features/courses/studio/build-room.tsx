/** The builder: outline, one lesson, its settings. */
import { IconListTree } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Course, Module, ModuleHead } from '../../../../server/courses/contract.ts';
import { Empty, ErrorPanel, SkeletonText, type, VisuallyHidden } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useId } from '../../../platform/page-routes.tsx';
import { reasonOf, useOutline, useRefresh, useStudioModule } from './api.ts';
import styles from './build-room.module.css';
import { lessonSource } from './lesson-draft.ts';
import { studioMessages } from './messages/index.ts';
import { Checklist } from './parts/checklist.tsx';
import { Conflict } from './parts/conflict.tsx';
import { CourseFrame } from './parts/course-frame.tsx';
import { LessonEditor } from './parts/lesson-editor.tsx';
import { LessonSettings } from './parts/lesson-settings.tsx';
import { Outline } from './parts/outline.tsx';
import { useDraft } from './use-draft.ts';

export function BuildRoom() {
  const courseId = useId('courseId');
  const wanted = useId('moduleId');
  const outline = useOutline(courseId);
  const modules = outline.data ?? [];
  // Without one in the path it is 0: the course opens with its first lesson.
  const moduleId = wanted === 0 ? modules[0]?.id : wanted;
  if (moduleId === undefined) return <NoLesson courseId={courseId} isLoading={outline.isPending} modules={modules} />;
  return <LoadLesson courseId={courseId} moduleId={moduleId} modules={modules} />;
}

type LoadProps = { courseId: number; modules: readonly ModuleHead[] };

function NoLesson({ courseId, modules, isLoading }: LoadProps & { isLoading: boolean }) {
  const t = useMessages(studioMessages);
  return (
    <CourseFrame
      courseId={courseId}
      room="build"
      left={{
        label: t('studio.outline'),
        content: <Outline courseId={courseId} modules={modules} current={undefined} />,
      }}
      right={{ label: t('studio.checks'), content: <Checklist courseId={courseId} version={1} /> }}
    >
      {({ title }) => (
        <div className={styles.middle}>
          <h1 className={type.t5}>{title}</h1>
          {isLoading ? (
            <SkeletonText lines={8} />
          ) : (
            <Empty icon={IconListTree} title={t('studio.noLessons')}>
              {t('studio.noLessonsLead')}
            </Empty>
          )}
        </div>
      )}
    </CourseFrame>
  );
}

/** Keeps the frame while lessons come and go, so that outline and focus stay where they are. */
function LoadLesson({ courseId, moduleId, modules }: LoadProps & { moduleId: number }) {
  const t = useMessages(studioMessages);
  const { data: module, error, refetch } = useStudioModule(courseId, moduleId);
  const left = {
    label: t('studio.outline'),
    content: <Outline courseId={courseId} modules={modules} current={moduleId} />,
  };
  if (module) return <OpenLesson courseId={courseId} module={module} modules={modules} left={left} />;
  return (
    <CourseFrame
      courseId={courseId}
      room="build"
      left={left}
      right={{ label: t('studio.thisLesson'), content: <SkeletonText /> }}
    >
      {({ title }) => (
        <div className={styles.middle}>
          <VisuallyHidden>
            <h1>{title}</h1>
          </VisuallyHidden>
          {error ? (
            <ErrorPanel onRetry={() => void refetch()}>{reasonOf(error) ?? t('studio.unreachable')}</ErrorPanel>
          ) : (
            <SkeletonText lines={10} />
          )}
        </div>
      )}
    </CourseFrame>
  );
}

type OpenProps = LoadProps & { module: Module; left: { label: string; content: ReactNode } };

function OpenLesson({ courseId, module, modules, left }: OpenProps) {
  const t = useMessages(studioMessages);
  const refresh = useRefresh(courseId);
  const draft = useDraft(lessonSource(courseId, module, refresh.module));
  const settings = (course: Course) => (
    <div className={styles.settings}>
      <LessonSettings courseId={courseId} module={module} modules={modules} draft={draft} />
      <Checklist courseId={courseId} version={course.version + 1} />
    </div>
  );
  return (
    <CourseFrame
      courseId={courseId}
      room="build"
      left={left}
      right={{ label: t('studio.thisLesson'), content: settings }}
    >
      {() => (
        <div key={module.id} className={styles.middle}>
          <Conflict draft={draft} />
          <LessonEditor courseId={courseId} module={module} draft={draft} />
        </div>
      )}
    </CourseFrame>
  );
}
