import { IconTextSize } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useState } from 'react';
import { ActionIcon, Prose, SavedState } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { LessonParts } from '../lesson-parts.ts';
import type { Study } from '../use-study.ts';
import { LessonShell } from './lesson-shell.tsx';
import { TextSize } from './text-size.tsx';
import styles from './text-lesson.module.css';

/** A place this near to the beginning or the end is not worth going back to. */
const EDGE = 0.02;

/** A text to read: a column of 648 px, a line under the bar that grows, the size of the letters as one likes. */
export function TextLesson({ parts }: { parts: LessonParts }) {
  const { module, study, done } = parts;
  const t = useMessages(lessonMessages);
  const [sizing, setSizing] = useState(false);
  const share = useReading(study, module.progress?.last_position ?? 0);
  const minutes = module.duration > 0 ? Math.ceil(module.duration * (1 - share)) : 0;
  return (
    <LessonShell
      parts={parts}
      measure="text"
      titled
      reading={share}
      tools={
        <>
          {minutes > 0 && !done ? (
            <span className={styles.left}>{t('lesson.minutesLeft', { count: minutes })}</span>
          ) : null}
          <ActionIcon
            size={44}
            aria-label={t('lesson.textSize')}
            aria-expanded={sizing}
            onClick={() => setSizing(!sizing)}
          >
            <IconTextSize size={24} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </>
      }
      under={sizing ? <TextSize /> : null}
      hint={study.reports ? <SavedState state={study.state} /> : null}
    >
      <Prose html={module.html ?? ''} size="lesson" />
    </LessonShell>
  );
}

/** Share of the page that was scrolled past, 0 to 1; a text that fits the window is read at once. */
function scrolled(): number {
  const room = document.documentElement.scrollHeight - window.innerHeight;
  return room <= 8 ? 1 : Math.min(1, Math.max(0, window.scrollY / room));
}

/** Goes to where the reading was left, and tells how far it is. */
function useReading(study: Study, left: number): number {
  const [share, setShare] = useState(0);
  useLayoutEffect(() => {
    if (window.location.hash !== '' || left < EDGE || left > 1 - EDGE) return;
    // After the router has put the new page to its top.
    const timer = setTimeout(() => {
      window.scrollTo({
        top: left * (document.documentElement.scrollHeight - window.innerHeight),
        behavior: 'instant',
      });
    });
    return () => clearTimeout(timer);
  }, [left]);
  const { moveTo } = study;
  useEffect(() => {
    const look = () => setShare(scrolled());
    const moved = () => {
      look();
      moveTo(Number(scrolled().toFixed(3)));
    };
    look();
    window.addEventListener('scroll', moved, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('scroll', moved);
      window.removeEventListener('resize', look);
    };
  }, [moveTo]);
  return share;
}
