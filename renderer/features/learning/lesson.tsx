import { lazy, Suspense } from 'react';
import type { Course, Module, ModuleHead } from '../../../server/courses/contract.ts';
import { Button, ErrorPanel, FocusShell, Link, SkeletonText } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useId } from '../../platform/page-routes.tsx';
import { usePlace } from '../../platform/socket.ts';
import { useCourse, useModules } from '../courses/api.ts';
import { QuizIntro } from '../assessments/parts/quiz-intro.tsx';
import { useProgressNews } from './api.ts';
import { useLesson } from './lesson-api.ts';
import { lessonMessages } from './lesson-messages/index.ts';
import { FileLesson } from './parts/file-lesson.tsx';
import { LessonShell } from './parts/lesson-shell.tsx';
import { MediaLesson } from './parts/media-lesson.tsx';
import { TextLesson } from './parts/text-lesson.tsx';
import { useStudy } from './use-study.ts';
import { wayOnAfter } from './way-on.ts';
import type { LessonParts } from './lesson-parts.ts';

// The reader of documents is as large as all the rest together: only who opens a document fetches it.
const PdfLesson = lazy(() => import('./parts/pdf-lesson.tsx').then(module => ({ default: module.PdfLesson })));

/** `/courses/$courseId/modules/$moduleId`: the lesson player, whatever the lesson is. */
export function LessonPage() {
  const courseId = useId('courseId');
  const moduleId = useId('moduleId');
  const course = useCourse(courseId);
  const outline = useModules(courseId);
  const lesson = useLesson(courseId, moduleId);
  useProgressNews();
  usePlace(lesson.data?.title ?? null);
  if (course.data && outline.data && lesson.data)
    return <Lesson key={moduleId} course={course.data} outline={outline.data} module={lesson.data} />;
  const error = lesson.error ?? course.error ?? outline.error;
  const retry = () => void Promise.all([course.refetch(), outline.refetch(), lesson.refetch()]);
  return <NotYet courseId={courseId} error={error} onRetry={retry} />;
}

function NotYet({ courseId, error, onRetry }: { courseId: number; error: Error | null; onRetry: () => void }) {
  const t = useMessages(lessonMessages);
  return (
    <FocusShell backHref={`/courses/${courseId}`} title={t('lesson.loading')} measure="text">
      {error ? (
        <ErrorPanel
          title={t('lesson.notThere')}
          onRetry={onRetry}
          actions={
            <Button component={Link} href={`/courses/${courseId}`} variant="subtle">
              {t('lesson.toCourse')}
            </Button>
          }
        >
          {error.message}
        </ErrorPanel>
      ) : (
        <SkeletonText lines={8} />
      )}
    </FocusShell>
  );
}

function Lesson({ course, outline, module }: { course: Course; outline: ModuleHead[]; module: Module }) {
  const { content_type: type, assessment_id: quiz } = module;
  const study = useStudy(course.id, module.id, course.standing.enrolment !== null);
  const parts: LessonParts = {
    course,
    outline,
    module,
    study,
    way: wayOnAfter(outline, module.id),
    done: outline.find(({ id }) => id === module.id)?.progress?.completed_at != null,
  };
  if (type === 'markdown') return <TextLesson parts={parts} />;
  if (type === 'quiz')
    return (
      <LessonShell parts={parts} measure="text" titled>
        {quiz === null ? null : <QuizIntro assessmentId={quiz} />}
      </LessonShell>
    );
  if ((type === 'video' || type === 'audio') && module.file) return <MediaLesson parts={parts} file={module.file} />;
  if (type === 'pdf' && module.file)
    return (
      <Suspense
        fallback={
          <LessonShell parts={parts} measure="text" titled>
            <SkeletonText lines={8} />
          </LessonShell>
        }
      >
        <PdfLesson parts={parts} file={module.file} />
      </Suspense>
    );
  return <FileLesson parts={parts} />;
}
