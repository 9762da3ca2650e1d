import { IconCpu, IconDatabase, IconHourglass, IconInfoCircle, IconServer2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { Overview } from '../../../../server/overview/contract.ts';
import { Button, IconTile, notify, Verdict } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';
import type { Concern, Judgement } from '../verdict.ts';

const icons = {
  database: IconDatabase,
  disk: IconServer2,
  memory: IconCpu,
  queue: IconHourglass,
  other: IconInfoCircle,
};
const RESTART_HELPS: readonly Concern[] = ['database', 'queue', 'memory'];

/** The one thing to do now, in place of "All is well" and of the plate. */
export function Trouble({
  judgement,
  overview: { storage, health },
}: {
  judgement: Extract<Judgement, { concern: Concern }>;
  overview: Overview;
}) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const { concern, failing, detail, others, kind } = judgement;
  const Icon = icons[concern];
  const names = format.list(
    health.checks
      .filter(check => check.state !== 'ok' && check.name !== concern)
      .map(({ name }) => (name in icons && name !== 'other' ? t(`overview.check-${name as 'disk'}`) : name)),
  );
  const title = concern === 'disk' && failing ? t('overview.diskFailing-title') : t(`overview.${concern}-title`);
  const lead =
    concern === 'disk'
      ? t('overview.disk-lead', { free: format.bytes(storage.free_bytes), total: format.bytes(storage.total_bytes) })
      : t(`overview.${concern}-lead`);
  const how =
    concern === 'disk'
      ? t('overview.disk-how', { own: format.bytes(storage.media_bytes + storage.database_bytes) })
      : concern === 'other'
        ? detail
        : t(`overview.${concern}-how`);
  return (
    <Verdict
      kind={kind}
      lead={others > 0 ? `${lead} ${t('overview.alsoOthers', { count: others, names })}` : lead}
      remedy={
        <>
          <div className={styles.remedy}>
            <IconTile>
              <Icon size={20} stroke={1.6} aria-hidden="true" />
            </IconTile>
            <div>
              <p className={styles.remedyName}>{t(`overview.${concern}-do`)}</p>
              <p>{how}</p>
              {concern === 'other' ? null : <p className={styles.measured}>{t('overview.measured', { detail })}</p>}
            </div>
          </div>
          {bridge && RESTART_HELPS.includes(concern) ? <RestartButton /> : null}
        </>
      }
    >
      {title}
    </Verdict>
  );
}

/** Only where the machine itself can be asked. */
function RestartButton() {
  const t = useMessages(overviewMessages);
  const [busy, setBusy] = useState(false);
  const restart = async () => {
    setBusy(true);
    try {
      await bridge?.appliance.restart();
      notify.info(t('overview.restarting'));
    } catch (error) {
      notify.error(t('overview.restartFailed', { reason: (error as Error).message }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="md" loading={busy} onClick={() => void restart()}>
      {t('overview.restart')}
    </Button>
  );
}
