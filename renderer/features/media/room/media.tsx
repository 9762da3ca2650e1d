import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MediaItem } from '../../../../server/media/contract.ts';
import { ConsoleAside, PageTitle, SelectionBar } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { useMedia, useSummary } from './api.ts';
import { addressOfMedia, isFiltered, type MediaQuery, queryOf } from './media-query.ts';
import { mediaRoomMessages } from './messages/index.ts';
import { Deeds } from './parts/deeds.tsx';
import { FileDrawer } from './parts/file-drawer.tsx';
import { Filters } from './parts/filters.tsx';
import { type Deed, MediaTable } from './parts/media-table.tsx';
import { Storage } from './parts/storage.tsx';

/** Every file of the academy: what it is, what shows it, how much room it takes. */
export function MediaPage() {
  const t = useMessages(mediaRoomMessages);
  const navigate = useNavigate();
  const searchStr = useLocation({ select: location => location.searchStr });
  const query = queryOf(searchStr);
  const media = useMedia(query);
  const [chosen, setChosen] = useState<ReadonlyMap<number, MediaItem>>(new Map());
  const [open, setOpen] = useState<number | null>(null);
  const [deed, setDeed] = useState<Deed | null>(null);
  usePage(t('mediaRoom.title'));

  const rows = media.data?.items ?? [];
  const show = (change: Partial<MediaQuery>) =>
    void navigate({ href: addressOfMedia({ ...query, page: 1, ...change }), replace: true });
  // Chosen files stay chosen on other pages; of those on this page the newest facts are kept.
  const choose = (keys: ReadonlySet<number>) => {
    const known = new Map([...chosen, ...rows.map(row => [row.id, row] as const)]);
    setChosen(new Map([...known].filter(([key]) => keys.has(key))));
  };
  return (
    <>
      <Title query={query} found={media.data?.pagination.total} />
      <Filters query={query} onChange={show} />
      <MediaTable
        {...{ query, media, onShow: show, onDeed: setDeed }}
        onOpen={file => setOpen(file.id)}
        selected={new Set(chosen.keys())}
        onSelect={choose}
      />
      <SelectionBar
        count={chosen.size}
        onClear={() => setChosen(new Map())}
        actions={[
          {
            key: 'delete',
            label: t('mediaRoom.delete'),
            onClick: () => setDeed({ kind: 'delete', files: [...chosen.values()] }),
          },
        ]}
      />
      <ConsoleAside>
        <Storage />
      </ConsoleAside>
      <FileDrawer file={rows.find(row => row.id === open) ?? null} onClose={() => setOpen(null)} onDeed={setDeed} />
      <Deeds
        deed={deed}
        onEnd={() => setDeed(null)}
        onDone={() => setChosen(new Map())}
        onReplace={file => setDeed({ kind: 'replace', file })}
      />
    </>
  );
}

function Title({ query, found }: { query: MediaQuery; found: number | undefined }) {
  const t = useMessages(mediaRoomMessages);
  const format = useFormat();
  const { data: summary } = useSummary();
  const all = summary && t('mediaRoom.count', { count: summary.count, size: format.bytes(summary.bytes) });
  const count = isFiltered(query) && found !== undefined ? t('mediaRoom.found', { count: found }) : all;
  return <PageTitle {...(count !== undefined && { count })}>{t('mediaRoom.title')}</PageTitle>;
}
