import { useCallback, useState } from 'react';
import type { ContentFile } from '../../../../server/media/contract.ts';
import { Tabs, type, VisuallyHidden } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { LessonParts } from '../lesson-parts.ts';
import { usePlayer } from '../use-player.ts';
import { LessonShell } from './lesson-shell.tsx';
import styles from './media-lesson.module.css';
import { Outline } from './outline.tsx';
import { Player } from './player.tsx';
import { Transcript } from './transcript.tsx';

/** The share of a film that counts as watched: the server decides by the same. */
const WATCHED = 0.9;

/** A film or a recording, with its transcript beside it. */
export function MediaLesson({ parts, file }: { parts: LessonParts; file: ContentFile }) {
  const { course, outline, module, study } = parts;
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const [panel, setPanel] = useState('transcript');
  const { moveTo, flush, setPlaying } = study;
  const report = useCallback(
    (position: number, now: boolean) => {
      moveTo(Math.round(position * 10) / 10);
      if (now) void flush();
    },
    [moveTo, flush],
  );
  const player = usePlayer({ resumeAt: module.progress?.last_position ?? 0, onPlace: report, onPlaying: setPlaying });
  const { first_name, last_name } = course.instructor;
  const facts = [
    `${first_name} ${last_name}`,
    module.duration > 0 ? format.duration(module.duration * 60) : null,
    module.captions.length > 0
      ? t('lesson.captionsIn', { languages: format.list(module.captions.map(({ label }) => label)) })
      : null,
  ].filter(fact => fact !== null);
  const hint = t(module.content_type === 'audio' ? 'lesson.countsHeard' : 'lesson.countsWatched', {
    percent: format.percent(WATCHED),
  });
  return (
    <LessonShell
      parts={parts}
      measure="full"
      hint={hint}
      aside={
        <div className={styles.aside}>
          <Tabs
            label={module.title}
            even
            value={panel}
            onChange={setPanel}
            tabs={[
              {
                key: 'transcript',
                label: t('lesson.transcript'),
                panel: <Transcript captions={module.captions} time={player.state.time} onSeek={player.seek} />,
              },
              {
                key: 'outline',
                label: t('lesson.outline'),
                panel: <Outline outline={outline} current={module.id} headings={[]} />,
              },
            ]}
          />
        </div>
      }
    >
      <div className={styles.content}>
        <Player module={module} file={file} player={player} />
        <div className={styles.words}>
          <h1 className={type.t5}>{module.title}</h1>
          <p className={styles.facts}>{facts.join(', ')}</p>
          <p className={styles.phoneHint}>
            {parts.done ? null : hint}
            <VisuallyHidden>{parts.done ? t('lesson.isDone') : ''}</VisuallyHidden>
          </p>
          {module.description ? <p className={styles.lead}>{module.description}</p> : null}
        </div>
      </div>
    </LessonShell>
  );
}
