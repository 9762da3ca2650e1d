import { IconFolder } from '@tabler/icons-react';
import { Button, FactList, State } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import type { DataOf } from '../../../platform/api-types.ts';
import { useChooseFolder } from '../api.ts';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';

/** Less than this is little for an academy with videos. */
const TIGHT_BYTES = 10e9;

/** Where data will live; another folder can be chosen on the machine itself. */
type DataStepProps = {
  facts: DataOf<'POST /setup/check'> | undefined;
  /** The academy lives there already. */
  fixed: boolean;
};

export function DataStep({ facts, fixed }: DataStepProps) {
  const t = useMessages(siteMessages);
  const format = useFormat();
  if (!facts) return <p className={styles.quiet}>{t('site.dataFixed')}</p>;
  const free = { free: format.bytes(facts.free_bytes), total: format.bytes(facts.total_bytes) };
  return (
    <div className={styles.fields}>
      <div className={styles.folder}>
        <FactList
          nameWidth={120}
          facts={[
            { key: 'folder', name: t('site.folder'), value: <span className={styles.path}>{facts.data_folder}</span> },
            { key: 'free', name: t('site.free'), value: t('site.freeOf', free) },
            { key: 'database', name: t('site.database'), value: t(`site.database-${facts.database}`) },
          ]}
        />
        {facts.free_bytes < TIGHT_BYTES ? (
          <p className={styles.tight}>
            <State kind="warn">{t('site.tight')}</State>
          </p>
        ) : null}
      </div>
      {fixed ? (
        <p className={styles.quiet}>{t('site.dataFixed')}</p>
      ) : bridge ? (
        <OtherFolder />
      ) : (
        <p className={styles.quiet}>{t('site.howToMove')}</p>
      )}
    </div>
  );
}

function OtherFolder() {
  const t = useMessages(siteMessages);
  const choose = useChooseFolder();
  const refused = choose.error?.message ?? (choose.data?.outcome === 'refused' ? choose.data.reason : null);
  return (
    <div>
      <Button
        variant="default"
        size="md"
        loading={choose.isPending}
        leftSection={<IconFolder size={18} stroke={1.75} aria-hidden="true" />}
        onClick={() => choose.mutate()}
      >
        {t('site.otherFolder')}
      </Button>
      <p role="status" className={styles.strength}>
        {choose.isPending ? <State kind="busy">{t('site.moving')}</State> : null}
        {refused ? <State kind="bad">{t('site.moveFailed', { reason: refused })}</State> : null}
        {choose.data?.outcome === 'chosen' ? (
          <State kind="ok">{t('site.moved', { path: choose.data.folder.path })}</State>
        ) : null}
      </p>
    </div>
  );
}
