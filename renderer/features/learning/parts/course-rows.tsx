import { useState } from 'react';
import type { CourseInHand } from '../../../../server/learning/contract.ts';
import { Button, Link, ProgressBar, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { CourseCover } from '../../courses/parts/course-cover.tsx';
import { minutesLeftIn } from '../next-step.ts';
import { studyTime } from '../study-time.ts';
import { learningMessages } from '../messages/index.ts';
import styles from './course-rows.module.css';

const SHOWN = 4;

/** The learner's courses, most recently used first; the first four until all are wanted. */
export function CourseRows({ courses }: { courses: readonly CourseInHand[] }) {
  const t = useMessages(learningMessages);
  const [all, setAll] = useState(false);
  return (
    <>
      <div className={styles.head}>
        <h2 id="courses" className={type.section}>
          {t('learning.yourCourses')}
        </h2>
        {courses.length > SHOWN && !all ? (
          <Button variant="subtle" size="md" className={styles.all} onClick={() => setAll(true)}>
            {t('learning.all', { count: courses.length })}
          </Button>
        ) : null}
      </div>
      {courses.length === 0 ? <p className={type.ink2}>{t('learning.noCourses')}</p> : null}
      <ul>
        {(all ? courses : courses.slice(0, SHOWN)).map(course => (
          <CourseRow key={course.course.id} inHand={course} />
        ))}
      </ul>
    </>
  );
}

function CourseRow({ inHand }: { inHand: CourseInHand }) {
  const { course, next, progress_percentage: done, completed_at: completed } = inHand;
  const minutes = minutesLeftIn(inHand);
  const t = useMessages(learningMessages);
  const format = useFormat();
  const where = next
    ? t('learning.lessonOf', { number: next.order_index + 1, total: course.module_count })
    : t('learning.finished');
  return (
    <li className={styles.row}>
      <Link href={`/courses/${course.id}`} className={styles.link}>
        <span className={styles.cover}>
          <CourseCover course={course} width={96} height={64} />
        </span>
        <span className={styles.words}>
          <span className={styles.title}>{course.title}</span>
          <span className={styles.detail}>
            {completed ? t('learning.finishedOn', { day: format.day(completed) }) : where}
            {next && minutes > 0 ? (
              <span className={styles.wide}>, {t('learning.timeLeft', { time: studyTime(format, minutes) })}</span>
            ) : null}
          </span>
          <ProgressBar value={done / 100} label={t('learning.progressOf', { title: course.title })} />
        </span>
        <span className={styles.percent} aria-hidden="true">
          {format.percent(Math.floor(done) / 100)}
        </span>
      </Link>
    </li>
  );
}
