import type { Course } from '../../../server/courses/contract.ts';
import { Breadcrumb, Button, ErrorPanel, Link, State, type } from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useId } from '../../platform/page-routes.tsx';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useProgress } from '../learning/api.ts';
import { useCourse, useModules } from './api.ts';
import { courseMap } from './course-map.ts';
import styles from './course.module.css';
import { coursesMessages } from './messages/index.ts';
import { CourseAction } from './parts/course-action.tsx';
import { CourseCover } from './parts/course-cover.tsx';
import { CourseFacts } from './parts/course-facts.tsx';
import { CourseMapView } from './parts/course-map-view.tsx';
import { CourseSkeleton } from './parts/course-skeleton.tsx';

/** A course: what it is, how far one is, and its map up to the certificate. */
export function CoursePage() {
  const t = useMessages(coursesMessages);
  const courseId = useId('courseId');
  const course = useCourse(courseId);
  usePage(course.data?.title);
  if (course.data) return <Rooms course={course.data} />;
  if (course.isPending) return <CourseSkeleton />;
  const gone = course.error instanceof CallError && ['NOT_FOUND', 'VALIDATION_ERROR'].includes(course.error.code);
  return (
    <ErrorPanel
      title={gone ? t('courses.gone') : t('courses.courseFailed')}
      onRetry={gone ? undefined : () => void course.refetch()}
      actions={
        <Button variant="default" component={Link} href="/catalogue">
          {t('courses.toCatalogue')}
        </Button>
      }
    >
      {gone ? t('courses.goneLead') : course.error.message}
    </ErrorPanel>
  );
}

function Rooms({ course }: { course: Course }) {
  const t = useMessages(coursesMessages);
  const { state } = useSession();
  const { enrolment, may_edit: mayEdit } = course.standing;
  const modules = useModules(course.id);
  const progress = useProgress(course.id, enrolment !== null);
  const lastModule = enrolment ? (progress.data?.last_module_id ?? null) : undefined;
  const map = modules.data ? courseMap(modules.data, lastModule) : undefined;
  const above = enrolment && state === 'signed-in' ? { label: t('courses.home'), href: '/' } : undefined;
  return (
    <div className={styles.page}>
      <div className={styles.crumbs}>
        <Breadcrumb
          crumbs={[above ?? { label: t('courses.catalogue'), href: '/catalogue' }, { label: course.title }]}
        />
      </div>
      <div className={styles.columns}>
        <header className={styles.head}>
          <CourseCover course={course} width={752} height={156} className={styles.cover} />
          {course.status === 'published' ? null : (
            <State kind="info">{t(course.status === 'draft' ? 'courses.draft' : 'courses.archived')}</State>
          )}
          <h1 className={type.t6}>{course.title}</h1>
        </header>
        <div className={styles.side}>
          <div className={styles.action}>
            <CourseAction course={course} map={map} />
          </div>
          <div className={styles.facts}>
            <CourseFacts course={course} />
          </div>
        </div>
        <div className={styles.main}>
          {course.description ? <p className={styles.lead}>{course.description}</p> : null}
          <section aria-labelledby="map">
            <h2 id="map" className={styles.mapTitle}>
              {t('courses.map')}
            </h2>
            {map ? <CourseMapView course={course} map={map} opens={enrolment !== null || mayEdit} /> : null}
            {modules.isError && !modules.data ? (
              <ErrorPanel level={3} title={t('courses.mapFailed')} onRetry={() => void modules.refetch()}>
                {modules.error.message}
              </ErrorPanel>
            ) : null}
          </section>
        </div>
      </div>
    </div>
  );
}
