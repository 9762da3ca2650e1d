import { useLocation } from '@tanstack/react-router';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { Course } from '../../../../server/courses/contract.ts';
import { Button, Link, notify, ProgressBar, ProgressRing, Refused, State } from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { withReturn } from '../../accounts/return-address.ts';
import { DownloadButton } from '../../certificates/parts/download-button.tsx';
import { studyTime } from '../../learning/study-time.ts';
import { moduleAddress } from '../../learning/addresses.ts';
import { useEnrol } from '../../learning/api.ts';
import type { CourseMap } from '../course-map.ts';
import { coursesMessages } from '../messages/index.ts';
import styles from './course-action.module.css';
import { isFull } from './course-cards.tsx';
import { LeaveCourse } from './leave-course.tsx';

type CourseActionProps = { course: Course; map: CourseMap | undefined };

/** What one can do now: enrol, go on, or fetch the certificate. */
export function CourseAction({ course, map }: CourseActionProps) {
  if (course.standing.enrolment) return <Enrolled {...{ course, map, enrolment: course.standing.enrolment }} />;
  return <NotEnrolled course={course} />;
}

type EnrolledProps = CourseActionProps & { enrolment: NonNullable<Course['standing']['enrolment']> };

function Enrolled({ course, map, enrolment }: EnrolledProps) {
  const t = useMessages(coursesMessages);
  const format = useFormat();
  // Rounded down, as the server does: 100 means everything.
  const share = Math.floor(enrolment.progress_percentage) / 100;
  const steps = map ? t('courses.steps', { done: map.done, total: map.total }) : '';
  const time = map && map.minutesLeft > 0 ? t('courses.timeLeft', { time: studyTime(format, map.minutesLeft) }) : null;
  const done = enrolment.completed_at;
  return (
    <div className={styles.action}>
      <div className={styles.progress}>
        <span className={styles.ring}>
          <ProgressRing value={share} label={t('courses.progress')} />
        </span>
        <p className={styles.words}>
          <span className={styles.steps}>
            <b className={styles.percent}>{format.percent(share)}</b> {steps}
          </span>
          <span className={styles.time}>{done ? t('courses.doneOn', { day: format.day(done) }) : time}</span>
        </p>
        <LeaveCourse course={course} />
      </div>
      <div className={styles.bar}>
        <ProgressBar value={share} label={t('courses.progress')} size={8} />
      </div>
      {enrolment.certificate_id === null ? null : (
        <DownloadButton reference={String(enrolment.certificate_id)} filled fullWidth>
          {t('courses.downloadCertificate')}
        </DownloadButton>
      )}
      {map?.current ? (
        <Button
          size="lg"
          fullWidth
          variant={enrolment.certificate_id === null ? 'filled' : 'default'}
          component={Link}
          href={moduleAddress(course.id, map.current.id)}
          leftSection={<IconPlayerPlayFilled size={18} aria-hidden="true" />}
        >
          {map.done > 0 || map.current.order_index > 0
            ? t('courses.continue', { number: map.current.order_index + 1 })
            : t('courses.start')}
        </Button>
      ) : null}
    </div>
  );
}

function NotEnrolled({ course }: { course: Course }) {
  const t = useMessages(coursesMessages);
  const { state } = useSession();
  const { pathname } = useLocation();
  const enrol = useEnrol(course.id);
  if (course.status !== 'published') return null;
  const full = isFull(course);
  const left = course.capacity === null ? null : Math.max(0, course.capacity - course.enrolled_count);
  return (
    <div className={styles.action}>
      {full ? <State kind="mute">{t('courses.fullLead')}</State> : null}
      {state === 'visitor' ? (
        <>
          <Button size="lg" fullWidth component={Link} href={withReturn('/sign-in', pathname)}>
            {t('courses.signInToEnrol')}
          </Button>
          <p className={styles.note}>{t('courses.signInNote')}</p>
        </>
      ) : null}
      {state !== 'visitor' && !full ? (
        <Button
          size="lg"
          fullWidth
          loading={enrol.isPending}
          disabled={state === 'loading'}
          onClick={() => enrol.mutate(undefined, { onSuccess: () => notify.done(t('courses.enrolled')) })}
        >
          {t('courses.enrol')}
        </Button>
      ) : null}
      {left !== null && !full ? <p className={styles.note}>{t('courses.placesLeft', { count: left })}</p> : null}
      <EnrolRefusal error={enrol.error} />
    </div>
  );
}

/** Why there is no place, and what one can do about it. */
function EnrolRefusal({ error }: { error: Error | null }) {
  const t = useMessages(coursesMessages);
  if (!error) return null;
  const words = () => {
    switch (error instanceof CallError ? error.code : '') {
      case 'COURSE_FULL':
        return t('courses.refusedFull');
      case 'COURSE_NOT_OPEN':
        return t('courses.refusedNotOpen');
      case 'ALREADY_ENROLLED':
        return t('courses.refusedAlready');
      case 'FORBIDDEN':
        return t('courses.refusedForbidden');
      case 'OFFLINE':
        return t('courses.refusedOffline');
      default:
        return error.message;
    }
  };
  return <Refused>{words()}</Refused>;
}
