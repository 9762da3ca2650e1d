import { Button, ErrorPanel, FocusShell, Lines, Link, SkeletonText, type } from '../../kit/index.ts';
import type { Course, ModuleHead } from '../../../server/courses/contract.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useId } from '../../platform/page-routes.tsx';
import { useSession } from '../../platform/session.tsx';
import { usePlace } from '../../platform/socket.ts';
import { useOwnCertificates } from '../certificates/api.ts';
import { DownloadButton } from '../certificates/parts/download-button.tsx';
import { useCourse, useModules } from '../courses/api.ts';
import { engravingOf } from '../courses/parts/course-cover.tsx';
import { moduleAddress } from './addresses.ts';
import { useProgressNews } from './api.ts';
import styles from './finished.module.css';
import { lessonMessages } from './lesson-messages/index.ts';
import { stillToDo } from './way-on.ts';

/** `/courses/$courseId/finished`: the end of the outline. The certificate, or what is still open before it. */
export function FinishedPage() {
  const courseId = useId('courseId');
  const t = useMessages(lessonMessages);
  const course = useCourse(courseId);
  const outline = useModules(courseId);
  useProgressNews();
  usePlace(course.data?.title ?? null);
  const error = course.error ?? outline.error;
  const title = course.data?.title ?? t('lesson.loading');
  return (
    <FocusShell
      backHref={`/courses/${courseId}`}
      backLabel={t('lesson.backTo', { course: title })}
      title={title}
      measure="form"
    >
      {error ? (
        <ErrorPanel onRetry={() => void Promise.all([course.refetch(), outline.refetch()])}>{error.message}</ErrorPanel>
      ) : course.data && outline.data ? (
        <Ending course={course.data} outline={outline.data} />
      ) : (
        <SkeletonText lines={5} />
      )}
    </FocusShell>
  );
}

function Ending({ course, outline }: { course: Course; outline: ModuleHead[] }) {
  return course.standing.enrolment?.completed_at ? (
    <Completed course={course} />
  ) : (
    <Almost course={course} outline={outline} />
  );
}

function Completed({ course }: { course: Course }) {
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const { me } = useSession();
  const { data: certificates } = useOwnCertificates();
  const certificate = certificates?.find(({ course_id, revoked_at }) => course_id === course.id && revoked_at === null);
  return (
    <div className={styles.moment}>
      <div className={styles.paper} aria-hidden="true">
        <Lines id={engravingOf(course.id)} width={720} height={150} fit={0.7} opacity={0.72} className={styles.lines} />
        <p className={styles.name}>{certificate?.content.recipient ?? `${me?.first_name} ${me?.last_name}`}</p>
        <p className={styles.course}>{course.title}</p>
        <p className={styles.number}>
          {certificate ? `${certificate.certificate_number}, ${format.date(certificate.issued_at)}` : '\u00a0'}
        </p>
      </div>
      <h1 className={type.t6}>{t('lesson.finishedTitle', { course: course.title })}</h1>
      <p className={styles.lead}>{t('lesson.finishedLead')}</p>
      <div className={styles.actions}>
        {certificate ? (
          <DownloadButton reference={String(certificate.id)} filled>
            {t('lesson.downloadCertificate')}
          </DownloadButton>
        ) : (
          <p role="status">{t('lesson.certificateComing')}</p>
        )}
        {certificate ? (
          <Button component={Link} href={`/verify/${certificate.verification_hash}`} size="lg" variant="default">
            {t('lesson.verifyCertificate')}
          </Button>
        ) : null}
        <Button component={Link} href="/" size="lg" variant="subtle">
          {t('lesson.toHome')}
        </Button>
      </div>
    </div>
  );
}

function Almost({ course, outline }: { course: Course; outline: ModuleHead[] }) {
  const t = useMessages(lessonMessages);
  const open = stillToDo(outline);
  return (
    <>
      <h1 className={type.t6}>{t('lesson.almost', { count: open.length, course: course.title })}</h1>
      <p className={styles.lead}>{t('lesson.almostLead')}</p>
      <ul className={styles.open}>
        {open.map(({ id, title }) => (
          <li key={id}>
            <Link href={moduleAddress(course.id, id)}>{title}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
