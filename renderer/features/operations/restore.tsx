import { type ReactNode, useState } from 'react';
import { Button, ErrorPanel, Link, PageTitle, PasswordField, Refused, SkeletonText } from '../../kit/index.ts';
import type { DataOf } from '../../platform/api-types.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useText } from '../../platform/page-routes.tsx';
import { usePage } from '../../platform/site.ts';
import { underWay, useOperation, useRestore, useRestorePreview } from './api.ts';
import { isAnswered, type KeysAnswer, KeysQuestion, NO_KEYS } from '../backups/parts/keys-question.tsx';
import { fieldErrors } from '../accounts/parts/refusal.tsx';
import { operationsMessages } from './messages/index.ts';
import { useMoment } from './moment.ts';
import styles from './operations.module.css';
import { OperationOutcome } from './parts/operation-outcome.tsx';
import { OperationProgress } from './parts/operation-progress.tsx';
import { RestoreChanges } from './parts/restore-changes.tsx';
import { RestoreConfirm } from './parts/restore-confirm.tsx';
import { RestoreCourses } from './parts/restore-courses.tsx';
import { RestoreOneThing } from './parts/restore-one-thing.tsx';
import { RestorePromises } from './parts/restore-promises.tsx';
import { RestoreSettings } from './parts/restore-settings.tsx';

export type Preview = DataOf<'POST /backups/:backupId/restore/preview'>;

const BEGUN = 'lyceum.restore-begun';

/** Restores a backup: what would change, a typed confirmation, then progress and outcome in the same place. */
export function RestorePage() {
  const t = useMessages(operationsMessages);
  const backupId = useText('backupId');
  const [passphrase, setPassphrase] = useState<string | null>(null);
  // Kept beyond signing in again, which a restore often asks for.
  const [begun, setBegun] = useState(() => sessionStorage.getItem(BEGUN));
  const operation = useOperation();
  const preview = useRestorePreview(backupId, passphrase);
  usePage(t('operations.backups'));
  const running = underWay(operation);
  if (running) return <OperationProgress operation={running} />;
  if (begun !== null && operation?.id === begun) return <OperationOutcome operation={operation} actions={<Away />} />;
  if (preview.error && passphrase === null)
    return <ErrorPanel onRetry={() => void preview.refetch()}>{preview.error.message}</ErrorPanel>;
  if (preview.data?.refused?.code === 'locked' || preview.error)
    return <Locked onOpen={setPassphrase} busy={preview.isFetching} wrong={preview.error?.message ?? null} />;
  if (!preview.data) return <SkeletonText lines={8} />;
  const remember = (id: string) => {
    sessionStorage.setItem(BEGUN, id);
    setBegun(id);
  };
  return <Ask preview={preview.data} passphrase={passphrase} onBegun={remember} />;
}

function Away() {
  const t = useMessages(operationsMessages);
  return (
    <Button component={Link} href="/console/backups" size="md">
      {t('operations.toBackups')}
    </Button>
  );
}

function Title({ when, lead }: { when: string; lead: ReactNode }) {
  const t = useMessages(operationsMessages);
  return (
    <PageTitle
      lead={lead}
      above={
        <p className={styles.above}>
          <Link href="/console/backups">{t('operations.backups')}</Link>
        </p>
      }
    >
      {t('operations.restoreTo', { when })}
    </PageTitle>
  );
}

interface AskProps {
  preview: Preview;
  passphrase: string | null;
  onBegun(id: string): void;
}

function Ask({ preview, passphrase, onBegun }: AskProps) {
  const t = useMessages(operationsMessages);
  const moment = useMoment();
  const when = moment(preview.made_at);
  const [keys, setKeys] = useState<KeysAnswer>(NO_KEYS);
  const asksForKeys = preview.keys === 'missing';
  const request = { backupId: preview.id, passphrase, keys: asksForKeys ? keys : null };
  const { mutate, isPending, error } = useRestore(request, onBegun);
  const wrong = fieldErrors(error);
  if (preview.refused)
    return (
      <div className={styles.page}>
        <Title when={when} lead={t('operations.cannot')} />
        <Refused>
          {preview.refused.message} {preview.refused.remedy}
        </Refused>
        <div className={styles.confirm}>
          <Away />
        </div>
      </div>
    );
  return (
    <div className={styles.page}>
      <Title when={when} lead={t('operations.restoreLead')} />
      <RestoreChanges preview={preview} />
      {preview.settings === null ? <p className={styles.untold}>{t('operations.untold')}</p> : null}
      <RestoreCourses courses={preview.courses ?? []} />
      <RestoreSettings settings={preview.settings ?? []} />
      <RestorePromises preview={preview} />
      <RestoreOneThing backupId={preview.id} />
      {asksForKeys ? <KeysQuestion value={keys} onChange={setKeys} errors={wrong} /> : null}
      <RestoreConfirm
        ready={!asksForKeys || isAnswered(keys)}
        madeAt={preview.made_at}
        busy={isPending}
        error={Object.keys(wrong).length > 0 ? null : (error?.message ?? null)}
        onConfirm={() => mutate(preview.confirmation)}
      />
    </div>
  );
}

interface LockedProps {
  onOpen(passphrase: string): void;
  busy: boolean;
  wrong: string | null;
}

function Locked({ onOpen, busy, wrong }: LockedProps) {
  const t = useMessages(operationsMessages);
  const [typed, setTyped] = useState('');
  return (
    <div className={styles.page}>
      <PageTitle lead={t('operations.lockedLead')}>{t('operations.locked')}</PageTitle>
      <form
        className={styles.confirm}
        onSubmit={event => {
          event.preventDefault();
          if (typed !== '') onOpen(typed);
        }}
      >
        <PasswordField
          className={styles.field}
          label={t('operations.passphrase')}
          value={typed}
          error={wrong}
          autoComplete="off"
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" size="md" loading={busy} disabled={typed === ''}>
            {t('operations.open')}
          </Button>
        </div>
      </form>
    </div>
  );
}
