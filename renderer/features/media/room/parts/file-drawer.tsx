import { type ReactNode, useState } from 'react';
import type { MediaItem, MediaUse } from '../../../../../server/media/contract.ts';
import { Button, Drawer, ErrorPanel, FactList, Link, Skeleton, type as text } from '../../../../kit/index.ts';
import { addressOf } from '../../../../platform/call.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useUses } from '../api.ts';
import { mediaRoomMessages } from '../messages/index.ts';
import styles from '../media.module.css';
import type { Deed } from './media-table.tsx';

type DrawerProps = { file: MediaItem | null; onClose: () => void; onDeed: (deed: Deed) => void };

/** One file in full: what it is, where it is shown, what can be done. */
export function FileDrawer({ file, onClose, onDeed }: DrawerProps) {
  // While the drawer slides out it still shows what it showed.
  const [last, setLast] = useState(file);
  if (file && file !== last) setLast(file);
  return (
    <Drawer side="end" size={440} open={file !== null} onClose={onClose} title={last?.original_name ?? ''}>
      {last ? <Details key={`${last.id}-${last.sha256}`} file={last} onDeed={onDeed} /> : null}
    </Drawer>
  );
}

function Details({ file, onDeed }: { file: MediaItem; onDeed: (deed: Deed) => void }) {
  const t = useMessages(mediaRoomMessages);
  return (
    <div className={styles.details}>
      <Preview file={file} />
      <div className={styles.actions}>
        <Button
          variant="default"
          component="a"
          href={addressOf('/files/:id', { params: { id: file.id }, query: { download: '1' } })}
        >
          {t('mediaRoom.download')}
        </Button>
        <Button variant="default" onClick={() => onDeed({ kind: 'replace', file })}>
          {t('mediaRoom.replace')}
        </Button>
        <Button variant="default" onClick={() => onDeed({ kind: 'delete', files: [file] })}>
          {t('mediaRoom.delete')}
        </Button>
      </div>
      <Facts file={file} />
      <section className={styles.where}>
        <h3 className={text.pane}>{t('mediaRoom.where')}</h3>
        <Uses id={file.id} />
      </section>
    </div>
  );
}

function Facts({ file }: { file: MediaItem }) {
  const t = useMessages(mediaRoomMessages);
  const format = useFormat();
  const fact = (key: string, name: string, value: ReactNode) => (value === null ? [] : [{ key, name, value }]);
  return (
    <FactList
      nameWidth={120}
      facts={[
        ...fact('kind', t('mediaRoom.kind'), t(`mediaRoom.kind-${file.kind}`)),
        ...fact('size', t('mediaRoom.size'), format.bytes(file.size)),
        ...fact('length', t('mediaRoom.length'), file.duration === null ? null : format.clock(file.duration)),
        ...fact(
          'pixels',
          t('mediaRoom.pixels'),
          file.width === null || file.height === null
            ? null
            : `${format.number(file.width)} × ${format.number(file.height)}`,
        ),
        ...fact('course', t('mediaRoom.course'), file.course_title ?? t('mediaRoom.noCourse')),
        ...fact('added', t('mediaRoom.added'), format.dateTime(file.created_at)),
        ...fact('by', t('mediaRoom.by'), file.uploader_name),
        ...fact(
          'replaced',
          t('mediaRoom.replacedAt'),
          file.replaced_at === null ? null : format.dateTime(file.replaced_at),
        ),
        ...fact('sum', t('mediaRoom.checksum'), <code className={styles.sum}>{file.sha256}</code>),
      ]}
    />
  );
}

/** The file itself where a browser can show it. The sum in the address keeps a copy of former content from being shown. */
function Preview({ file }: { file: MediaItem }) {
  const t = useMessages(mediaRoomMessages);
  const label = t('mediaRoom.preview', { name: file.original_name });
  const sum = file.sha256.slice(0, 12);
  const src = addressOf('/files/:id', { params: { id: file.id }, query: { sum } });
  if (file.kind === 'image') {
    const small = addressOf('/files/:id', { params: { id: file.id }, query: { width: 880, sum } });
    return <img className={styles.video} src={small} alt={label} />;
  }
  if (file.kind === 'video' || file.kind === 'audio') {
    // The bare file: captions belong to the lesson that shows it.
    const Player = file.kind;
    return <Player className={styles[Player]} src={src} controls preload="metadata" aria-label={label} />;
  }
  return <p className={styles.quiet}>{t('mediaRoom.noPreview')}</p>;
}

function Uses({ id }: { id: number }) {
  const t = useMessages(mediaRoomMessages);
  const uses = useUses(id);
  if (uses.isError) return <ErrorPanel onRetry={() => void uses.refetch()}>{t('mediaRoom.whereFailed')}</ErrorPanel>;
  if (!uses.data) return <Skeleton height={46} radius={8} />;
  if (uses.data.length === 0) return <p className={styles.quiet}>{t('mediaRoom.nowhereLead')}</p>;
  return (
    <ul className={styles.uses}>
      {uses.data.map(use => (
        <li key={`${use.kind}-${use.module_id ?? use.course_id ?? use.title}`}>
          {use.course_id === null ? <span>{use.title}</span> : <Link href={addressOfUse(use)}>{use.title}</Link>}
          <span className={styles.quiet}>
            {use.kind === 'lesson'
              ? t('mediaRoom.lesson', { course: use.course_title ?? '' })
              : t(`mediaRoom.${use.kind}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Where the studio changes it. */
function addressOfUse({ course_id, module_id }: MediaUse): string {
  return module_id === null
    ? `/studio/courses/${course_id}/settings`
    : `/studio/courses/${course_id}/lessons/${module_id}`;
}
