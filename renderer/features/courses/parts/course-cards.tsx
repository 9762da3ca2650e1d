import type { CourseCard } from '../../../../server/courses/contract.ts';
import { Link, Skeleton, State, VisuallyHidden } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { studyTime } from '../../learning/study-time.ts';
import { coursesMessages } from '../messages/index.ts';
import { CourseCover } from './course-cover.tsx';
import styles from './course-cards.module.css';

export const isFull = ({ capacity, enrolled_count: taken }: Pick<CourseCard, 'capacity' | 'enrolled_count'>): boolean =>
  capacity !== null && taken >= capacity;

/** Courses as covers with their names: two in a row on a phone, three on a laptop. */
export function CourseCards({ courses }: { courses: readonly CourseCard[] }) {
  const t = useMessages(coursesMessages);
  const format = useFormat();
  return (
    <ul className={styles.cards}>
      {courses.map(course => {
        const level = t(`courses.${course.difficulty_level}`);
        const time = course.estimated_duration > 0 ? studyTime(format, course.estimated_duration) : null;
        return (
          <li key={course.id} className={styles.card}>
            <Link href={`/courses/${course.id}`} className={styles.link}>
              <CourseCover course={course} width={320} height={180} />
              <span className={styles.title}>{course.title}</span>
            </Link>
            <p className={styles.detail}>{time ? t('courses.levelAndTime', { level, time }) : level}</p>
            {isFull(course) ? (
              <State kind="mute" size="small">
                {t('courses.full')}
              </State>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** Cards in their final shape, without words. */
export function CardSkeletons({ count = 6 }: { count?: number }) {
  const t = useMessages(coursesMessages);
  return (
    <div role="status">
      <VisuallyHidden>{t('courses.loading')}</VisuallyHidden>
      <div className={styles.cards} aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          <div key={`card-${index + 1}`} className={styles.card}>
            <span className={styles.shape} />
            <Skeleton width="72%" height={16} />
            <Skeleton width="48%" height={12} />
          </div>
        ))}
      </div>
    </div>
  );
}
