import { useRef } from 'react';
import type { Module } from '../../../../../server/courses/contract.ts';
import { FieldError } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import type { LessonFields } from '../lesson-draft.ts';
import { studioMessages } from '../messages/index.ts';
import type { OpenDraft } from '../use-draft.ts';
import { useGrowing } from '../use-growing.ts';
import { FileLesson } from './file-lesson.tsx';
import styles from './lesson-editor.module.css';
import { MarkdownEditor } from './markdown-editor.tsx';
import { QuizEditor } from './quiz-editor.tsx';

export type LessonPartProps = { courseId: number; module: Module; draft: OpenDraft<LessonFields> };

/** Title and content of a lesson, whatever its kind. */
export function LessonEditor({ courseId, module, draft }: LessonPartProps) {
  return (
    <article className={styles.lesson}>
      <LessonTitle draft={draft} />
      {module.content_type === 'markdown' ? (
        <MarkdownEditor courseId={courseId} module={module} draft={draft} />
      ) : module.content_type === 'quiz' ? (
        <QuizEditor courseId={courseId} module={module} title={draft.fields.title} />
      ) : (
        <FileLesson courseId={courseId} module={module} />
      )}
    </article>
  );
}

function LessonTitle({ draft }: Pick<LessonPartProps, 'draft'>) {
  const t = useMessages(studioMessages);
  const area = useRef<HTMLTextAreaElement>(null);
  useGrowing(area, draft.fields.title);
  const isMissing = draft.fields.title.trim() === '';
  return (
    <div>
      <h1 className={styles.heading}>
        <textarea
          ref={area}
          rows={1}
          className={styles.title}
          aria-label={t('studio.lessonTitle')}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? 'lesson-title-error' : undefined}
          maxLength={200}
          value={draft.fields.title}
          onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
          onChange={event => draft.change({ title: event.currentTarget.value.replace(/\s*\n\s*/g, ' ') })}
        />
      </h1>
      {isMissing ? (
        <p id="lesson-title-error">
          <FieldError>{t('studio.titleMissing')}</FieldError>
        </p>
      ) : null}
    </div>
  );
}
