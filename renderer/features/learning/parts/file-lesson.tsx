import { IconDownload, IconFile } from '@tabler/icons-react';
import { Button, ErrorPanel, IconTile } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { addressOf } from '../../../platform/call.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { LessonParts } from '../lesson-parts.ts';
import styles from './file-lesson.module.css';
import { LessonShell } from './lesson-shell.tsx';

/** A file to take along. */
export function FileLesson({ parts }: { parts: LessonParts }) {
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const { file } = parts.module;
  return (
    <LessonShell parts={parts} measure="text" titled>
      {file ? (
        <div className={styles.card}>
          <IconTile>
            <IconFile size={20} stroke={1.6} aria-hidden="true" />
          </IconTile>
          <div className={styles.words}>
            <p className={styles.name}>{file.original_name}</p>
            <p className={styles.lead}>{t('lesson.fileLead')}</p>
          </div>
          <Button
            component="a"
            size="lg"
            variant="default"
            href={addressOf('/files/:id', { params: { id: file.id }, query: { download: '1' } })}
            download
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
            className={styles.button}
          >
            {t('lesson.download', { name: file.original_name, size: format.bytes(file.size) })}
          </Button>
        </div>
      ) : (
        <ErrorPanel title={t('lesson.notThere')}>{t('lesson.fileGone')}</ErrorPanel>
      )}
    </LessonShell>
  );
}
