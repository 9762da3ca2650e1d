import { useState } from 'react';
import type { ContentFile, MediaItem } from '../../../../../server/media/contract.ts';
import { Button, ConfirmDialog, Dialog, DropZone, notify, Refused } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { UploadRow } from '../../parts/upload-row.tsx';
import { addUploads, clearUploads } from '../../uploads.ts';
import { useUploads } from '../../use-uploads.ts';
import { useDelete, useDiscard, useReplace } from '../api.ts';
import { mediaRoomMessages } from '../messages/index.ts';
import styles from '../media.module.css';
import type { Deed } from './media-table.tsx';

type DeedsProps = { deed: Deed | null; onEnd: () => void; onDone: () => void; onReplace: (file: MediaItem) => void };

/** The question before something is replaced or deleted. */
export function Deeds({ deed, onEnd, onDone, onReplace }: DeedsProps) {
  // While a dialog fades it still shows what it was about.
  const [last, setLast] = useState(deed);
  if (deed && deed !== last) setLast(deed);
  const open = deed !== null;
  return (
    <>
      {last?.kind === 'replace' ? (
        <Replace key={last.file.id} file={last.file} open={open} onEnd={onEnd} onDone={onDone} />
      ) : null}
      {last?.kind === 'delete' ? (
        <Delete files={last.files} open={open} onEnd={onEnd} onDone={onDone} onReplace={onReplace} />
      ) : null}
    </>
  );
}

type ReplaceProps = { file: MediaItem; open: boolean; onEnd: () => void; onDone: () => void };

function Replace({ file, open, onEnd, onDone }: ReplaceProps) {
  const t = useMessages(mediaRoomMessages);
  const group = `replace-${file.id}`;
  const uploads = useUploads(group);
  const replace = useReplace();
  const discard = useDiscard();
  const close = () => {
    clearUploads(group);
    replace.reset();
    onEnd();
  };
  const takeBack = (next: number) =>
    replace.mutate({ id: file.id, next }, { onSuccess: () => notify.info(t('mediaRoom.replaceBack')) });
  const put = async (stored: ContentFile) => {
    await replace.mutateAsync({ id: file.id, next: stored.id });
    notify.done(t('mediaRoom.replaced', { name: file.original_name }), { undo: () => takeBack(stored.id) });
    close();
    onDone();
  };
  const send = (chosen: File) => {
    replace.reset();
    clearUploads(group);
    // The refusal of the server is shown in the dialog; what was refused is not kept.
    const onStored = (stored: ContentFile) => void put(stored).catch(() => discard.mutate(stored.id));
    addUploads(group, [{ file: chosen, name: chosen.name, onStored }]);
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      size={700}
      title={t('mediaRoom.replaceAsk', { name: file.original_name })}
      lead={t('mediaRoom.replaceLead')}
    >
      {replace.isError ? (
        <div className={styles.refused}>
          <Refused>{replace.error.message}</Refused>
        </div>
      ) : null}
      {uploads.length > 0 && !replace.isError ? (
        <ul className={styles.uploads}>
          {uploads.map(upload => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      ) : null}
      <DropZone
        title={t('mediaRoom.replaceChoose', { kind: t(`mediaRoom.kind-${file.kind}`) })}
        folders={false}
        onFiles={([first]) => first && send(first.file)}
      />
    </Dialog>
  );
}

type DeleteProps = Omit<DeedsProps, 'deed'> & { files: readonly MediaItem[]; open: boolean };

function Delete({ files, open, onEnd, onDone, onReplace }: DeleteProps) {
  const t = useMessages(mediaRoomMessages);
  const format = useFormat();
  const remove = useDelete();
  const used = files.filter(file => file.use_count > 0);
  const free = files.filter(file => file.use_count === 0);
  const [first] = used;
  const confirm = () =>
    remove.mutate(free, {
      onSuccess(outcomes) {
        const gone = outcomes.filter(({ refused }) => refused === null).length;
        if (gone > 0) notify.done(t('mediaRoom.deleted', { count: gone }));
        for (const { file, refused } of outcomes)
          if (refused !== null) notify.error(t('mediaRoom.notDeleted', { name: file.original_name, reason: refused }));
        onEnd();
        onDone();
      },
    });
  if (free.length === 0 && first) {
    return (
      <Dialog
        open={open}
        onClose={onEnd}
        title={t('mediaRoom.inUse', { name: first.original_name, count: first.use_count })}
        lead={t('mediaRoom.inUseLead')}
        actions={
          <>
            <Button variant="default" onClick={onEnd}>
              {t('mediaRoom.close')}
            </Button>
            <Button onClick={() => onReplace(first)}>{t('mediaRoom.replace')}</Button>
          </>
        }
      />
    );
  }
  const bytes = free.reduce((sum, file) => sum + file.size, 0);
  return (
    <ConfirmDialog
      open={open}
      onClose={onEnd}
      danger
      busy={remove.isPending}
      title={t('mediaRoom.deleteAsk', { count: free.length, name: free[0]?.original_name ?? '' })}
      lead={t('mediaRoom.deleteLead', { size: format.bytes(bytes) })}
      keep={t('mediaRoom.keep')}
      confirm={t('mediaRoom.delete')}
      onConfirm={confirm}
    >
      {used.length > 0 ? <p>{t('mediaRoom.someInUse', { count: used.length })}</p> : null}
    </ConfirmDialog>
  );
}
