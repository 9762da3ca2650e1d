import { IconChevronLeft, IconChevronRight, IconExternalLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ContentFile } from '../../../../server/media/contract.ts';
import { Button, ErrorPanel, SkeletonText, type } from '../../../kit/index.ts';
import { addressOf } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { LessonParts } from '../lesson-parts.ts';
import { type Document, openDocument } from '../pdf-document.ts';
import { LessonShell } from './lesson-shell.tsx';
import { PdfPage } from './pdf-page.tsx';
import styles from './pdf-lesson.module.css';

/** A document page by page, with its text for those who select, search or listen. */
export function PdfLesson({ parts, file }: { parts: LessonParts; file: ContentFile }) {
  const { module, study } = parts;
  const t = useMessages(lessonMessages);
  const address = addressOf('/files/:id', { params: { id: file.id } });
  const { document: pdf, failed } = useDocument(address);
  const [chosen, setPage] = useState<number | null>(null);
  const total = pdf?.numPages ?? 0;
  // Where it was left, as a share of the pages.
  const left = Math.round((module.progress?.last_position ?? 0) * (total - 1)) + 1;
  const page = Math.min(Math.max(1, chosen ?? left), Math.max(1, total));
  const goTo = (next: number) => {
    setPage(next);
    study.moveTo(total > 1 ? (next - 1) / (total - 1) : 1);
    window.scrollTo({ top: 0 });
  };
  const open = (
    <Button
      component="a"
      href={address}
      target="_blank"
      rel="noopener"
      variant="default"
      size="md"
      leftSection={<IconExternalLink size={18} stroke={1.75} aria-hidden="true" />}
    >
      {t('lesson.openFile')}
    </Button>
  );
  return (
    <LessonShell parts={parts} measure="full">
      <div className={styles.content}>
        <div className={styles.head}>
          <h1 className={type.t5}>{module.title}</h1>
          {failed ? null : open}
        </div>
        {failed ? (
          <ErrorPanel title={t('lesson.pdfFailed')} actions={open}>
            {t('lesson.pdfFailedLead')}
          </ErrorPanel>
        ) : pdf ? (
          <>
            <PageButtons page={page} total={total} onGo={goTo} />
            <PdfPage pdf={pdf} page={page} label={t('lesson.pageOf', { page, total })} />
          </>
        ) : (
          <SkeletonText lines={10} />
        )}
      </div>
    </LessonShell>
  );
}

function PageButtons({ page, total, onGo }: { page: number; total: number; onGo: (page: number) => void }) {
  const t = useMessages(lessonMessages);
  return (
    <div role="group" aria-label={t('lesson.page')} className={styles.pages}>
      <Button
        size="md"
        variant="default"
        aria-label={t('lesson.previousPage')}
        disabled={page <= 1}
        onClick={() => onGo(page - 1)}
        className={styles.icon}
      >
        <IconChevronLeft size={20} stroke={1.75} aria-hidden="true" className={styles.flips} />
      </Button>
      <span role="status">{t('lesson.pageOf', { page, total })}</span>
      <Button
        size="md"
        variant="default"
        aria-label={t('lesson.nextPage')}
        disabled={page >= total}
        onClick={() => onGo(page + 1)}
        className={styles.icon}
      >
        <IconChevronRight size={20} stroke={1.75} aria-hidden="true" className={styles.flips} />
      </Button>
    </div>
  );
}

function useDocument(address: string): { document: Document | null; failed: boolean } {
  const [state, setState] = useState<{ document: Document | null; failed: boolean }>({ document: null, failed: false });
  useEffect(() => {
    let left = false;
    const { opened, close } = openDocument(address);
    opened.then(
      document => !left && setState({ document, failed: false }),
      () => !left && setState({ document: null, failed: true }),
    );
    return () => {
      left = true;
      close();
    };
  }, [address]);
  return state;
}
