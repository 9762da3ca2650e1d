import type { UseQueryResult } from '@tanstack/react-query';
import { IconCloudUpload } from '@tabler/icons-react';
import type { MediaItem } from '../../../../../server/media/contract.ts';
import { Button, type Column, DataTable, Empty, IconTile, Link, Menu, type MenuItem } from '../../../../kit/index.ts';
import type { PageOf } from '../../../../platform/api-types.ts';
import { addressOf } from '../../../../platform/call.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { EVERYTHING, isFiltered, type MediaQuery, PAGE_SIZE, SORTS } from '../media-query.ts';
import { mediaRoomMessages } from '../messages/index.ts';
import styles from '../media.module.css';
import { KindIcon } from './kind-icon.tsx';

export type Deed = { kind: 'replace'; file: MediaItem } | { kind: 'delete'; files: readonly MediaItem[] };

type TableProps = {
  query: MediaQuery;
  media: UseQueryResult<PageOf<MediaItem>>;
  selected: ReadonlySet<number>;
  onSelect: (selected: ReadonlySet<number>) => void;
  onShow: (change: Partial<MediaQuery>) => void;
  onOpen: (file: MediaItem) => void;
  onDeed: (deed: Deed) => void;
};

/** Files as rows; on phones as cards. */
export function MediaTable({ query, media, selected, onSelect, onShow, onOpen, onDeed }: TableProps) {
  const t = useMessages(mediaRoomMessages);
  return (
    <DataTable
      label={t('mediaRoom.title')}
      rows={media.data?.items ?? []}
      rowKey={({ id }) => id}
      rowName={({ original_name }) => original_name}
      columns={useColumns(onOpen)}
      sort={{ key: query.sort, direction: query.order }}
      onSort={({ key, direction }) => onShow({ sort: SORTS.find(sort => sort === key) ?? 'name', order: direction })}
      selected={selected}
      onSelect={onSelect}
      loading={media.isPending}
      error={media.isError && !media.data ? t('mediaRoom.failed') : undefined}
      onRetry={() => void media.refetch()}
      actions={rowMenuOf(onOpen, onDeed)}
      pages={{
        page: query.page,
        size: PAGE_SIZE,
        total: media.data?.pagination.total ?? 0,
        onPage: page => onShow({ page }),
      }}
      empty={<NoFiles isFiltered={isFiltered(query)} onShowAll={() => onShow(EVERYTHING)} />}
    />
  );
}

function NoFiles({ isFiltered: narrowed, onShowAll }: { isFiltered: boolean; onShowAll: () => void }) {
  const t = useMessages(mediaRoomMessages);
  return narrowed ? (
    <Empty
      title={t('mediaRoom.nothing')}
      actions={
        <Button variant="default" onClick={onShowAll}>
          {t('mediaRoom.showAll')}
        </Button>
      }
    >
      {t('mediaRoom.nothingLead')}
    </Empty>
  ) : (
    <Empty
      icon={IconCloudUpload}
      title={t('mediaRoom.none')}
      actions={
        <Button component={Link} href="/console/uploads">
          {t('mediaRoom.upload')}
        </Button>
      }
    >
      {t('mediaRoom.noneLead')}
    </Empty>
  );
}

function useColumns(onOpen: (file: MediaItem) => void): Column<MediaItem>[] {
  const t = useMessages(mediaRoomMessages);
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('mediaRoom.name'),
      sortable: true,
      main: true,
      cell: file => (
        <button type="button" className={styles.name} onClick={() => onOpen(file)}>
          <Thumbnail file={file} />
          <span className={styles.words}>
            <span className={styles.fileName}>{file.original_name}</span>
            <span className={styles.kind}>
              {t(`mediaRoom.kind-${file.kind}`)}
              {file.duration === null ? null : ` · ${format.clock(file.duration)}`}
              {file.course_title ? ` · ${file.course_title}` : null}
            </span>
          </span>
        </button>
      ),
    },
    {
      key: 'uses',
      head: t('mediaRoom.shownIn'),
      width: '120px',
      cell: ({ use_count }) =>
        use_count === 0 ? (
          <span className={styles.quiet}>{t('mediaRoom.nowhere')}</span>
        ) : (
          t('mediaRoom.places', { count: use_count })
        ),
    },
    {
      key: 'size',
      head: t('mediaRoom.size'),
      align: 'end',
      sortable: true,
      width: '92px',
      cell: ({ size }) => format.bytes(size),
    },
    {
      key: 'created_at',
      head: t('mediaRoom.added'),
      sortable: true,
      drop: 'narrow',
      width: '104px',
      cell: ({ created_at }) => <time dateTime={created_at}>{format.date(created_at)}</time>,
    },
  ];
}

/** A small picture of a picture; an icon for the rest. */
function Thumbnail({ file }: { file: MediaItem }) {
  if (file.kind !== 'image')
    return (
      <IconTile>
        <KindIcon kind={file.kind} size={20} />
      </IconTile>
    );
  const src = addressOf('/files/:id', { params: { id: file.id }, query: { width: 80, sum: file.sha256.slice(0, 12) } });
  return <img className={styles.thumbnail} src={src} alt="" width={40} height={40} loading="lazy" />;
}

/** The menu of each row. */
const rowMenuOf = (onOpen: RowMenuProps['onOpen'], onDeed: RowMenuProps['onDeed']) => (file: MediaItem) => (
  <RowMenu file={file} onOpen={onOpen} onDeed={onDeed} />
);

type RowMenuProps = { file: MediaItem; onOpen: (file: MediaItem) => void; onDeed: (deed: Deed) => void };

function RowMenu({ file, onOpen, onDeed }: RowMenuProps) {
  const t = useMessages(mediaRoomMessages);
  const items: MenuItem[] = [
    { key: 'open', label: t('mediaRoom.open'), onClick: () => onOpen(file) },
    { key: 'replace', label: t('mediaRoom.replace'), onClick: () => onDeed({ kind: 'replace', file }) },
    {
      key: 'delete',
      label: t('mediaRoom.delete'),
      danger: true,
      onClick: () => onDeed({ kind: 'delete', files: [file] }),
    },
  ];
  return <Menu label={t('mediaRoom.more', { name: file.original_name })} items={items} />;
}
