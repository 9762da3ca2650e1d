import { useState } from 'react';
import type { Import } from '../../../../../server/accounts/import/contract.ts';
import { Button, ConfirmDialog, notify, PageTitle, Refused, Skeleton, State } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { SlipsDialog } from '../../users/parts/slips.tsx';
import { createdBy, useDeeds, useUndoPreview } from '../api.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';
import { Rows } from './rows.tsx';

/** What became of an import, and the way back. */
export function Result({ made }: { made: Import }) {
  const t = useMessages(importsMessages);
  const format = useFormat();
  const { apply, result } = useDeeds(made.id);
  const [undoing, setUndoing] = useState(false);
  const [slips, setSlips] = useState<number[] | null>(null);
  const { outcomes } = made.figures;
  const written = (outcomes['created'] ?? 0) + (outcomes['updated'] ?? 0);
  const title = {
    done: written > 0 ? t('imports.doneTitle', { count: written }) : t('imports.doneNothing'),
    undone: t('imports.undoneTitle'),
    stopped: t('imports.stoppedTitle'),
  }[made.state as 'done' | 'undone' | 'stopped'];
  const lead =
    made.state === 'stopped'
      ? t('imports.stoppedLead')
      : t('imports.doneLead', {
          name: made.name || t('imports.pasted'),
          time: format.dateTime(made.applied_at ?? made.created_at),
        });
  const download = () =>
    result.mutate(undefined, {
      onError: error => notify.error(t('imports.downloadFailed', { reason: error.message })),
    });
  return (
    <>
      <PageTitle
        lead={lead}
        actions={
          <>
            {made.undo_until ? (
              <Button variant="default" onClick={() => setUndoing(true)}>
                {t('imports.undo')}
              </Button>
            ) : null}
            <Button variant="default" loading={result.isPending} onClick={download}>
              {t('imports.download')}
            </Button>
            {made.state === 'stopped' ? (
              <Button loading={apply.isPending} onClick={() => apply.mutate()}>
                {t('imports.goOn')}
              </Button>
            ) : null}
            {made.state === 'done' && (outcomes['created'] ?? 0) > 0 ? (
              <Button onClick={() => void createdBy(made.id).then(setSlips, tellWhy)}>{t('imports.slips')}</Button>
            ) : null}
          </>
        }
      >
        {title}
      </PageTitle>
      <div className={styles.outcomes}>
        {Object.entries(outcomes).map(([outcome, count]) => (
          <State key={outcome} kind={outcome === 'refused' ? 'bad' : 'info'}>
            {format.number(count)} {t(`imports.outcome-${outcome as 'created'}`)}
          </State>
        ))}
        {made.undo_until ? <span>{t('imports.undoUntil', { date: format.date(made.undo_until) })}</span> : null}
      </div>
      <Rows made={made} />
      {undoing ? <UndoDialog made={made} onClose={() => setUndoing(false)} /> : null}
      {slips ? <SlipsDialog ids={slips} onClose={() => setSlips(null)} /> : null}
    </>
  );
}

const tellWhy = (error: unknown) => notify.error(error instanceof Error ? error.message : String(error));

function UndoDialog({ made, onClose }: { made: Import; onClose: () => void }) {
  const t = useMessages(importsMessages);
  const would = useUndoPreview(made.id);
  const { undo } = useDeeds(made.id);
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('imports.undoAsk')}
      lead={
        would.data ? (
          <UndoWords would={would.data} />
        ) : would.error ? (
          <Refused>{would.error.message}</Refused>
        ) : (
          <Skeleton height={60} />
        )
      }
      keep={t('imports.keep')}
      confirm={t('imports.undoConfirm')}
      busy={undo.isPending || would.isPending}
      onConfirm={() => undo.mutate(undefined, { onSuccess: onClose, onError: error => notify.error(error.message) })}
    />
  );
}

function UndoWords({ would }: { would: NonNullable<ReturnType<typeof useUndoPreview>['data']> }) {
  const t = useMessages(importsMessages);
  const { removed, restored, kept } = would;
  return (
    <span className={styles.undo}>
      <span>
        {t('imports.undoRemoved', { count: removed })}, {t('imports.undoRestored', { count: restored })}.
      </span>
      <span>{kept.length === 0 ? t('imports.undoNothingKept') : t('imports.undoKept', { count: kept.length })}</span>
      {kept.slice(0, 10).map(({ line, name, code }) => (
        <span key={line} className={styles.quiet}>
          {t('imports.undoKeptLine', { line, name, reason: t(`imports.why-${code}`) })}
        </span>
      ))}
    </span>
  );
}
