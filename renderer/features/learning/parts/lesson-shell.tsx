import { IconListDetails } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ActionIcon, Drawer, FocusShell, OfflineBanner, ProgressBar, SavedState } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useConnected } from '../../../platform/socket.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { LessonParts } from '../lesson-parts.ts';
import { LessonFooter } from './lesson-footer.tsx';
import styles from './lesson-shell.module.css';
import { Outline } from './outline.tsx';

type LessonShellProps = {
  parts: LessonParts;
  measure: 'text' | 'full';
  /** Puts the lesson's title over the content. */
  titled?: boolean;
  /** Share read, 0 to 1, as a line under the bar. */
  reading?: number;
  /** Beside the saved state in the bar. */
  tools?: ReactNode;
  /** Under the bar. */
  under?: ReactNode;
  aside?: ReactNode;
  /** What counts as done, in the middle of the footer. */
  hint?: ReactNode;
  children: ReactNode;
};

/** The frame of a lesson: where one is, whether it is saved, the way on. */
export function LessonShell({
  parts,
  measure,
  titled,
  reading,
  tools,
  under,
  aside,
  hint,
  children,
}: LessonShellProps) {
  const { course, outline, module, study, way } = parts;
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const connected = useConnected();
  const [listed, setListed] = useState(false);
  const enrolment = course.standing.enrolment;
  const place = { number: way.at + 1, total: outline.length, title: module.title };
  const share = (enrolment?.progress_percentage ?? 0) / 100;
  const panel = (
    <Outline outline={outline} current={module.id} headings={module.headings} onGo={() => setListed(false)} />
  );
  return (
    <FocusShell
      backHref={`/courses/${course.id}`}
      backLabel={t('lesson.backTo', { course: course.title })}
      over={course.title}
      title={
        <>
          <span className={styles.wide}>{t('lesson.place', place)}</span>
          <span className={styles.narrow}>{t('lesson.placeShort', place)}</span>
        </>
      }
      end={
        <>
          {enrolment && reading === undefined ? (
            <div className={styles.progress}>
              <ProgressBar value={share} label={t('lesson.progress')} />
              <span>{format.percent(share)}</span>
            </div>
          ) : null}
          {tools}
          {study.reports && reading === undefined ? (
            <span className={styles.saved}>
              <SavedState state={study.state} />
            </span>
          ) : null}
          {aside === undefined ? (
            <ActionIcon
              size={44}
              aria-label={t('lesson.outline')}
              onClick={() => setListed(true)}
              className={styles.list}
            >
              <IconListDetails size={24} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          ) : null}
        </>
      }
      {...(reading !== undefined && { progress: reading })}
      under={
        <>
          {under}
          {connected ? null : <OfflineBanner />}
        </>
      }
      measure={measure}
      {...(aside !== undefined && { aside })}
      footer={<LessonFooter parts={parts} hint={hint} onList={() => setListed(true)} />}
    >
      {titled ? (
        <header className={styles.header}>
          <h1 className={styles.title}>{module.title}</h1>
          {module.description ? <p className={styles.lead}>{module.description}</p> : null}
        </header>
      ) : null}
      {children}
      <Drawer open={listed} onClose={() => setListed(false)} title={t('lesson.outline')} side="end" size={400}>
        {panel}
      </Drawer>
    </FocusShell>
  );
}
