import { IconChevronRight, IconDatabaseExport, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import type { Backup } from '../../../../server/backups/contract.ts';
import {
  Button,
  type Column,
  ConfirmDialog,
  DataTable,
  Dialog,
  Empty,
  Link,
  Menu,
  notify,
  State,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { PAGE_SIZE, useBackups, useProve, useRemove } from '../api.ts';
import styles from '../backups.module.css';
import { insideMessages } from '../inside/messages/index.ts';
import { backupsMessages } from '../messages/index.ts';
import { useNaming } from '../naming.ts';

type Deed = { kind: 'proof' | 'remove'; backup: Backup };

/** Every backup with what is in it and how long its proof took. */
export function BackupsTable() {
  const t = useMessages(backupsMessages);
  const naming = useNaming();
  const [page, setPage] = useState(1);
  const [deed, setDeed] = useState<Deed | null>(null);
  const backups = useBackups(page);
  const rows = backups.data?.items ?? [];
  const total = backups.data?.pagination.total ?? 0;
  return (
    <section className={styles.table}>
      <DataTable
        label={t('backups.list')}
        rows={rows}
        rowKey={({ id }) => id}
        rowName={({ made_at }) => naming.made(made_at)}
        columns={useColumns()}
        loading={backups.isPending}
        error={backups.isError && !backups.data ? backups.error.message : undefined}
        onRetry={() => void backups.refetch()}
        tone={({ state }) => (state === 'refused' ? 'warn' : undefined)}
        actions={rowActionsOf(setDeed)}
        empty={
          <Empty icon={IconDatabaseExport} title={t('backups.nothingYet')}>
            {t('backups.noneProvedLead')}
          </Empty>
        }
      />
      {total > 0 ? (
        <div className={styles.foot}>
          <span>{t('backups.shown', { shown: rows.length, count: total })}</span>
          <span className={styles.turns}>
            {page > 1 ? (
              <Button variant="subtle" size="xs" onClick={() => setPage(page - 1)}>
                {t('backups.newer')}
              </Button>
            ) : null}
            {page * PAGE_SIZE < total ? (
              <Button
                variant="subtle"
                size="xs"
                rightSection={<IconChevronRight size={16} stroke={1.75} />}
                onClick={() => setPage(page + 1)}
              >
                {t('backups.older')}
              </Button>
            ) : null}
          </span>
        </div>
      ) : null}
      <RemoveDialog backup={deed?.kind === 'remove' ? deed.backup : null} onClose={() => setDeed(null)} />
      <ProofDialog backup={deed?.kind === 'proof' ? deed.backup : null} onClose={() => setDeed(null)} />
    </section>
  );
}

function useColumns(): Column<Backup>[] {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const naming = useNaming();
  return [
    {
      key: 'made',
      head: t('backups.made'),
      main: true,
      cell: ({ made_at }) => <time dateTime={made_at}>{naming.made(made_at)}</time>,
    },
    { key: 'kind', head: t('backups.kind'), cell: naming.kind },
    { key: 'people', head: t('backups.people'), align: 'end', cell: ({ people }) => format.number(people) },
    { key: 'new', head: t('backups.new'), align: 'end', cell: ({ new_bytes }) => format.bytes(new_bytes) },
    {
      key: 'size',
      head: t('backups.size'),
      align: 'end',
      cell: ({ bytes }) => <span className={styles.strong}>{format.bytes(bytes)}</span>,
    },
    { key: 'proved', head: t('backups.provedIn'), cell: backup => <ProofState backup={backup} /> },
  ];
}

function ProofState({ backup: { state, proof_seconds } }: { backup: Backup }) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  if (state === 'proved')
    return <State kind="proved">{format.duration(Math.max(1, Math.round(proof_seconds ?? 1)))}</State>;
  if (state === 'waiting') return <State kind="busy">{t('backups.beingProved')}</State>;
  return <State kind="warn">{t('backups.notProved')}</State>;
}

/** The buttons of each row. */
const rowActionsOf = (onDeed: (deed: Deed) => void) => (backup: Backup) => (
  <RowActions backup={backup} onDeed={onDeed} />
);

function RowActions({ backup, onDeed }: { backup: Backup; onDeed: (deed: Deed) => void }) {
  const t = useMessages(backupsMessages);
  const naming = useNaming();
  const inside = useMessages(insideMessages);
  const prove = useProve();
  const name = naming.made(backup.made_at);
  const proveAgain = () =>
    prove.mutate(backup.id, {
      onSuccess: () => notify.info(t('backups.proving')),
      onError: error => notify.error(error.message),
    });
  return (
    <span className={styles.rowActions}>
      <Button
        variant="light"
        size="xs"
        component={Link}
        href={`/console/backups/${backup.id}/inside`}
        leftSection={<IconEye size={16} stroke={1.75} aria-hidden="true" />}
        aria-label={inside('inside.lookInsideOf', { name })}
      >
        {inside('inside.lookInside')}
      </Button>
      <Button
        variant="subtle"
        size="xs"
        component={Link}
        href={`/console/backups/${backup.id}/restore`}
        aria-label={t('backups.restoreOf', { name })}
      >
        {t('backups.restore')}
      </Button>
      <Menu
        label={t('backups.more', { name })}
        items={[
          { key: 'proof', label: t('backups.details'), onClick: () => onDeed({ kind: 'proof', backup }) },
          { key: 'prove', label: t('backups.proveAgain'), onClick: proveAgain },
          {
            key: 'remove',
            label: t('backups.remove'),
            danger: true,
            onClick: () => onDeed({ kind: 'remove', backup }),
          },
        ]}
      />
    </span>
  );
}

function RemoveDialog({ backup, onClose }: { backup: Backup | null; onClose: () => void }) {
  const t = useMessages(backupsMessages);
  const naming = useNaming();
  const remove = useRemove();
  if (!backup) return null;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('backups.removeTitle', { name: naming.made(backup.made_at) })}
      lead={t('backups.removeLead')}
      keep={t('backups.keep')}
      confirm={t('backups.remove')}
      danger
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(backup.id, {
          onSuccess: () => {
            notify.info(t('backups.removing'));
            onClose();
          },
          onError: error => {
            notify.error(error.message);
            onClose();
          },
        })
      }
    />
  );
}

/** What was done to prove it, step by step. */
function ProofDialog({ backup, onClose }: { backup: Backup | null; onClose: () => void }) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const naming = useNaming();
  if (!backup) return null;
  const { state, proof_seconds, proof_reason, proof_steps, made_at } = backup;
  const lead =
    state === 'proved'
      ? t('backups.proofOk', { duration: format.duration(Math.max(1, Math.round(proof_seconds ?? 1))) })
      : proof_reason === null
        ? t('backups.proofNone')
        : t('backups.proofBad', { reason: proof_reason });
  return (
    <Dialog
      open
      onClose={onClose}
      size={700}
      title={t('backups.proofOf', { name: naming.made(made_at) })}
      lead={lead}
      actions={
        <Button variant="default" onClick={onClose}>
          {t('backups.close')}
        </Button>
      }
    >
      <ul className={styles.steps}>
        {proof_steps.map(({ name, ok, detail }) => (
          <li key={name}>
            <State kind={ok ? 'ok' : 'bad'}>{name}</State>
            <span className={styles.detail}>{detail}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
