import { type FormEvent, useId, useState } from 'react';
import type { ErasurePreview } from '../../../../server/privacy/contract.ts';
import { Button, Dialog, ErrorPanel, notify, Refused, SkeletonText, TextField } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useErasure, useErasurePreview } from '../api.ts';
import { en } from '../messages/en.ts';
import { privacyMessages } from '../messages/index.ts';
import styles from '../privacy.module.css';

type EraseDialogProps = { id: 'me' | number; name: string; open: boolean; onClose: () => void; onErased?: () => void };

/** What goes, what stays and why; confirmed by typing the address. */
export function EraseDialog({ id, name, open, onClose, onErased }: EraseDialogProps) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const form = useId();
  const { data: preview, error, refetch } = useErasurePreview(id, open);
  const { erase } = useErasure(id);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const byOther = id !== 'me';
  const ready =
    preview !== undefined &&
    preview.refused === null &&
    typed.trim().toLowerCase() === preview.confirm.toLowerCase() &&
    (!byOther || reason.trim() !== '');
  const leave = () => {
    setTyped('');
    setReason('');
    erase.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const body = { confirm: typed.trim(), ...(byOther && { reason: reason.trim() }) };
    erase.mutate(body, {
      onSuccess: ({ erased, due_at }) => {
        notify.done(erased ? t('privacy.erased', { name }) : t('privacy.eraseAsked', { date: format.date(due_at) }));
        leave();
        if (erased) onErased?.();
      },
    });
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      title={t('privacy.eraseTitle', { name })}
      size={700}
      actions={
        <>
          <Button variant="default" onClick={leave} data-autofocus>
            {t('privacy.keep')}
          </Button>
          <Button type="submit" form={form} color="red" disabled={!ready} loading={erase.isPending}>
            {t(byOther ? 'privacy.eraseThem' : 'privacy.eraseMe')}
          </Button>
        </>
      }
    >
      {error ? <ErrorPanel title={t('privacy.loadFailed')} onRetry={() => void refetch()} level={3} /> : null}
      {preview ? <Preview preview={preview} /> : error ? null : <SkeletonText lines={6} />}
      {preview && preview.refused === null ? (
        <form id={form} onSubmit={submit} className={styles.editor}>
          {byOther ? (
            <TextField
              label={t('privacy.reason')}
              description={t('privacy.reasonHelp')}
              maxLength={500}
              value={reason}
              onChange={event => setReason(event.currentTarget.value)}
            />
          ) : null}
          <TextField
            label={t('privacy.typeAddress', { address: preview.confirm })}
            autoComplete="off"
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          {erase.error ? <Refused>{erase.error.message}</Refused> : null}
        </form>
      ) : null}
    </Dialog>
  );
}

type TableKey = Extract<keyof typeof en, `privacy.table-${string}`>;

function Preview({ preview: { parts, pseudonym, backups, refused } }: { preview: ErasurePreview }) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const nameOf = (table: string) => {
    const key = `privacy.table-${table}`;
    return t(Object.hasOwn(en, key) ? (key as TableKey) : 'privacy.table-other');
  };
  if (refused) return <Refused>{t(refused === 'held' ? 'privacy.isHeld' : 'privacy.lastAdministrator')}</Refused>;
  return (
    <>
      <table className={styles.preview}>
        <thead>
          <tr>
            <th scope="col">{t('privacy.whatKind')}</th>
            <th scope="col" className={styles.figure}>
              {t('privacy.rows')}
            </th>
            <th scope="col">{t('privacy.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ table, rows, because }) => (
            <tr key={table}>
              <td>{nameOf(table)}</td>
              <td className={styles.figure}>{format.number(rows)}</td>
              <td>{because ? t(`privacy.because-${because}`, { pseudonym }) : t('privacy.how-removed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {backups.count > 0 && backups.gone_by ? (
        <p className={styles.note}>
          {t('privacy.backups', { count: backups.count, date: format.date(backups.gone_by) })}
        </p>
      ) : null}
    </>
  );
}
