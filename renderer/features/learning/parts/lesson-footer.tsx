import { useNavigate } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight, IconListDetails } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Button, Link, State } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { moduleAddress } from '../addresses.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { LessonParts } from '../lesson-parts.ts';
import styles from './lesson-shell.module.css';

/** Films count by being watched and quizzes by being passed; the others when the learner says so. */
const BY_THEMSELVES: readonly string[] = ['video', 'audio', 'quiz'];

/** Previous, outline and next within reach of one thumb; on wide pages with their titles. */
export function LessonFooter({ parts, hint, onList }: { parts: LessonParts; hint?: ReactNode; onList: () => void }) {
  const { course, module, study, way, done } = parts;
  const t = useMessages(lessonMessages);
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const href = way.next ? moduleAddress(course.id, way.next.id) : `/courses/${course.id}/finished`;
  const marks = !done && study.reports && !BY_THEMSELVES.includes(module.content_type);
  const go = async () => {
    setBusy(true);
    if (marks) await study.complete();
    await navigate({ to: href });
    setBusy(false);
  };
  const icon = <IconChevronRight size={20} stroke={1.75} aria-hidden="true" className={styles.flips} />;
  return (
    <div className={styles.footer}>
      {way.previous ? (
        <Button
          component={Link}
          href={moduleAddress(course.id, way.previous.id)}
          size="lg"
          variant="default"
          className={styles.previous}
          aria-label={t('lesson.previous', { title: way.previous.title })}
        >
          <IconChevronLeft size={20} stroke={1.75} aria-hidden="true" className={styles.flips} />
          <span className={styles.previousTitle}>{way.previous.title}</span>
        </Button>
      ) : (
        <span className={styles.empty} />
      )}
      <div>
        <div className={styles.hint}>{done ? <State kind="ok">{t('lesson.isDone')}</State> : hint}</div>
        <Button
          size="lg"
          variant="default"
          className={styles.thumbList}
          aria-label={t('lesson.outline')}
          onClick={onList}
        >
          <IconListDetails size={22} stroke={1.75} aria-hidden="true" />
        </Button>
      </div>
      {marks ? (
        <Button size="lg" loading={busy} rightSection={icon} className={styles.next} onClick={() => void go()}>
          {t(way.next ? 'lesson.doneNext' : 'lesson.doneFinish')}
        </Button>
      ) : (
        <Button
          component={Link}
          href={href}
          size="lg"
          // Before a quiz the next step is to start it.
          variant={module.content_type === 'quiz' && !done ? 'default' : 'filled'}
          rightSection={icon}
          className={styles.next}
        >
          <NextWords parts={parts} />
        </Button>
      )}
    </div>
  );
}

function NextWords({ parts: { way } }: { parts: LessonParts }) {
  const t = useMessages(lessonMessages);
  if (!way.next) return t('lesson.finish');
  return (
    <>
      <span className={styles.nextTitle}>{t('lesson.nextIs', { title: way.next.title })}</span>
      <span className={styles.nextWord}>{t('lesson.next')}</span>
    </>
  );
}
