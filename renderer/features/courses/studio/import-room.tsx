/** From a folder to a course: drop, see what it becomes, make it. Used by the studio and by the console. */
import { IconFileTypePdf, IconListCheck, IconMarkdown, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, type DroppedFile, DropZone, ErrorPanel, PageTitle, SkeletonText } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { UploadRow } from '../../media/parts/upload-row.tsx';
import type { Upload } from '../../media/upload-rules.ts';
import { reasonOf } from './api.ts';
import styles from './import-room.module.css';
import { studioMessages } from './messages/index.ts';
import { ImportProgress } from './parts/import-progress.tsx';
import { PlanView } from './parts/plan-view.tsx';
import { StudioFrame } from './parts/studio-frame.tsx';
import { useGo } from './use-go.ts';
import { useImport } from './use-import.ts';

export function StudioImport() {
  const t = useMessages(studioMessages);
  const go = useGo();
  return (
    <StudioFrame room="import">
      <div className={styles.page}>
        <PageTitle>{t('studio.fromFolder')}</PageTitle>
        <ImportRoom onMade={id => go(`/studio/courses/${id}`)} />
      </div>
    </StudioFrame>
  );
}

type ImportRoomProps = {
  /** Opens the course that was made. */
  onMade: (courseId: number) => void;
};

export function ImportRoom({ onMade }: ImportRoomProps) {
  const t = useMessages(studioMessages);
  const { stage, ...deeds } = useImport(onMade);
  if (stage.name === 'reading') return <Reading uploads={stage.uploads} onOther={deeds.startOver} />;
  if (stage.name === 'failed')
    return (
      <ErrorPanel
        title={t('studio.import.failed')}
        onRetry={deeds.retry}
        actions={
          <Button variant="subtle" onClick={deeds.startOver}>
            {t('studio.import.other')}
          </Button>
        }
      >
        {reasonOf(stage.error) ?? t('studio.unreachable')}
      </ErrorPanel>
    );
  if (stage.name === 'planned')
    return <PlanView plan={stage.plan} files={stage.files} onMake={deeds.make} onBack={deeds.startOver} />;
  if (stage.name === 'making')
    return <ImportProgress {...stage} onMake={deeds.finish} onCancel={deeds.startOver} onOpen={onMade} />;
  return <ImportDrop onFiles={deeds.take} />;
}

/** An archive is sent to the server first, which may take long and may end in a refusal. */
function Reading({ uploads, onOther }: { uploads: readonly Upload[]; onOther: () => void }) {
  const t = useMessages(studioMessages);
  if (uploads.length === 0) return <SkeletonText lines={6} />;
  return (
    <div className={styles.reading}>
      <ul>
        {uploads.map(upload => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
      {uploads.some(({ state }) => state === 'refused') ? (
        <Button variant="default" onClick={onOther}>
          {t('studio.import.other')}
        </Button>
      ) : null}
    </div>
  );
}

function ImportDrop({ onFiles }: { onFiles: (files: DroppedFile[]) => void }) {
  const t = useMessages(studioMessages);
  const [isUnreadable, setUnreadable] = useState(false);
  return (
    <div className={styles.drop}>
      <DropZone
        title={t('studio.import.drop')}
        lead={t('studio.import.dropLead')}
        onFiles={files => {
          setUnreadable(false);
          onFiles(files);
        }}
        onFailed={() => setUnreadable(true)}
        becomes={[
          { key: 'markdown', icon: IconMarkdown, text: t('studio.import.becomesLessons') },
          { key: 'video', icon: IconVideo, text: t('studio.import.becomesVideo') },
          { key: 'pdf', icon: IconFileTypePdf, text: t('studio.import.becomesPdf') },
          { key: 'quiz', icon: IconListCheck, text: t('studio.import.becomesQuiz') },
        ]}
      />
      {isUnreadable ? (
        <ErrorPanel title={t('studio.import.unreadable')}>{t('studio.import.unreadableLead')}</ErrorPanel>
      ) : null}
    </div>
  );
}
