import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { CourseInHand } from '../../../../server/learning/contract.ts';
import { Button, Link, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { CourseCover } from '../../courses/parts/course-cover.tsx';
import { moduleAddress } from '../addresses.ts';
import { learningMessages } from '../messages/index.ts';
import { minutesLeft, shareDone, stoppedAt } from '../next-step.ts';
import styles from './next-step.module.css';

/** The largest thing on the page: the lesson to go on with. */
export function NextStep({ course: { course, next, then, progress_percentage: done } }: { course: CourseInHand }) {
  const t = useMessages(learningMessages);
  const format = useFormat();
  if (!next) return null;
  const share = shareDone(next);
  const begun = done > 0 || share > 0;
  return (
    <section aria-labelledby="next-step" className={styles.step}>
      <CourseCover course={course} width={560} height={292} progress={share} />
      <div className={styles.words}>
        <p className={styles.where}>
          <Link href={`/courses/${course.id}`}>{course.title}</Link>
          <span>{t('learning.lessonOf', { number: next.order_index + 1, total: course.module_count })}</span>
        </p>
        <h1 id="next-step" className={type.t6}>
          {next.title}
        </h1>
        <TimeLeft next={next} />
        <Button
          size="lg"
          component={Link}
          href={moduleAddress(course.id, next.id)}
          leftSection={<IconPlayerPlayFilled size={18} aria-hidden="true" />}
          className={styles.go}
        >
          {begun ? t('learning.continue') : t('learning.start')}
        </Button>
        {then ? (
          <p className={styles.then}>
            {then.duration > 0
              ? t('learning.thenFor', { title: then.title, time: format.duration(then.duration * 60) })
              : t('learning.then', { title: then.title })}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function TimeLeft({ next }: { next: NonNullable<CourseInHand['next']> }) {
  const t = useMessages(learningMessages);
  const format = useFormat();
  const stopped = stoppedAt(next);
  const minutes = minutesLeft(next);
  const share = shareDone(next);
  const time = minutes === null ? null : format.duration(minutes * 60);
  if (stopped === null && share < 0.01) {
    const kind = t(`learning.kind-${next.content_type}`);
    return <p className={styles.left}>{time ? t('learning.kindFor', { kind, time }) : kind}</p>;
  }
  return (
    <p className={styles.left}>
      {stopped === null
        ? t('learning.readSoFar', { share: format.percent(share) })
        : t('learning.stoppedAt', { position: format.clock(stopped) })}{' '}
      {time ? <strong>{t('learning.left', { time })}</strong> : null}
    </p>
  );
}
