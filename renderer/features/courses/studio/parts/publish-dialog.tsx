import { useEffect, useState } from 'react';
import type { Course } from '../../../../../server/courses/contract.ts';
import { Button, ConfirmDialog, Dialog, notify, State } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { reasonOf, useCourseDeeds, useReadiness } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import { flushDrafts } from '../saving.ts';
import styles from './publish-dialog.module.css';

type PublishDialogProps = { course: Course; open: boolean; onClose: () => void };

/** Asks before publishing, naming the version and who will see it; says what is missing when it cannot be. */
export function PublishDialog({ course, open, onClose }: PublishDialogProps) {
  const t = useMessages(studioMessages);
  const { data: readiness, refetch } = useReadiness(course.id);
  const { publish } = useCourseDeeds(course.id);
  const [isSafe, setSafe] = useState(true);
  const version = course.version + 1;
  useEffect(() => {
    if (!open) return;
    void flushDrafts().then(async safe => {
      setSafe(safe);
      await refetch();
    });
  }, [open, refetch]);

  const missing = readiness?.checks.filter(({ ok, required }) => required && !ok) ?? [];
  if (open && (missing.length > 0 || !isSafe))
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('studio.cannotPublish')}
        actions={<Button onClick={onClose}>{t('studio.understood')}</Button>}
      >
        <ul className={styles.missing}>
          {isSafe ? null : (
            <li>
              <State kind="warn">{t('studio.notAllSaved')}</State>
            </li>
          )}
          {missing.map(({ code, message, module_id }) => (
            <li key={`${code}-${module_id}`}>
              <State kind="bad">{message}</State>
            </li>
          ))}
        </ul>
      </Dialog>
    );
  const confirm = () =>
    publish.mutate(undefined, {
      onSuccess: () => notify.done(t('studio.published', { name: course.title, version })),
      onError: error => notify.error(reasonOf(error) ?? t('studio.unreachable')),
      onSettled: onClose,
    });
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('studio.publishAsk', { version, name: course.title })}
      lead={
        course.enrolled_count === 0
          ? t('studio.publishFirst')
          : t('studio.publishAgain', { count: course.enrolled_count })
      }
      confirm={t('studio.publishVersion', { version })}
      keep={t('studio.notYet')}
      busy={publish.isPending}
      onConfirm={confirm}
    />
  );
}
