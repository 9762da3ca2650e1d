import { useState } from 'react';
import { Button, classes, StateIcon, type as text } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';
import type { Preview } from '../restore.tsx';

type Course = NonNullable<Preview['courses']>[number];

const FIRST = 6;

/** Courses that are not as they were, each with what would become of it. */
export function RestoreCourses({ courses }: { courses: readonly Course[] }) {
  const t = useMessages(operationsMessages);
  const [all, setAll] = useState(false);
  const shown = all ? courses : courses.slice(0, FIRST);
  if (courses.length === 0) return null;
  return (
    <section className={styles.differences}>
      <h2 className={text.pane}>{t('operations.coursesDiffer')}</h2>
      <ul className={styles.courses}>
        {shown.map(course => (
          <li key={`${course.state} ${course.title} ${course.now?.updated_at ?? course.then?.updated_at}`}>
            <span className={styles.courseTitle}>{course.title}</span>
            <CourseMeaning course={course} />
          </li>
        ))}
      </ul>
      {shown.length < courses.length ? (
        <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
          {t('operations.coursesAll', { count: courses.length })}
        </Button>
      ) : null}
    </section>
  );
}

function CourseMeaning({ course }: { course: Course }) {
  const wordsOf = useCourseWords();
  const isLoss = course.state === 'only-now' || course.state === 'newer-now';
  return (
    <span className={classes(styles.change, isLoss && styles.warn)}>
      {isLoss ? <StateIcon kind="warn" size={16} fill /> : null}
      {wordsOf(course)}
    </span>
  );
}

/** "Back from version 3 to version 2". */
export function useCourseWords(): (course: Course) => string {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  return ({ state, now, then }) => {
    if (state === 'only-now') return t('operations.courseGone');
    if (state === 'only-then') return t('operations.courseBack');
    const [from, to] = [now?.version ?? 0, then?.version ?? 0];
    if (from === to) return t('operations.courseEdited', { when: format.dateTime(then?.updated_at ?? '') });
    if (to === 0) return t('operations.courseDraft', { from });
    if (from === 0) return t('operations.courseForth', { to });
    return t(state === 'newer-now' ? 'operations.courseVersion' : 'operations.courseForward', { from, to });
  };
}
