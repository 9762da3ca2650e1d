import {
  IconArrowBackUp,
  IconBolt,
  IconClock,
  IconCpu,
  IconDatabase,
  IconHourglass,
  IconInfoCircle,
  IconKey,
  IconListDetails,
  IconMail,
  IconServer2,
  IconUsers,
  IconUsb,
} from '@tabler/icons-react';
import { createElement, useState } from 'react';
import type { Standing } from '../../../../server/health/contract.ts';
import { Button, IconTile, Link, notify, Verdict } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useFindingWords } from '../../health/findings.ts';
import { RemedyButtons } from '../../health/parts/remedy-buttons.tsx';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';
import type { Judgement } from '../verdict.ts';

/** By the beginning of a check's name. */
const ICONS = {
  backup: IconUsb,
  database: IconDatabase,
  disk: IconServer2,
  media: IconServer2,
  memory: IconCpu,
  swap: IconCpu,
  cpu: IconCpu,
  queue: IconHourglass,
  failed: IconHourglass,
  clock: IconClock,
  time: IconClock,
  permissions: IconKey,
  administrators: IconUsers,
  mail: IconMail,
  ups: IconBolt,
  power: IconBolt,
  operation: IconArrowBackUp,
} as const;

const RESTART_HELPS = ['database', 'limits', 'queue', 'memory', 'event-loop', 'database-size'];

function CheckIcon({ name }: { name: string }) {
  const begin = name.split('-')[0] as keyof typeof ICONS;
  return createElement(ICONS[begin] ?? IconInfoCircle, { size: 20, stroke: 1.6, 'aria-hidden': 'true' });
}

type Found = Extract<Judgement, { worst: Standing }>;

/** The one thing to do now, in place of "All is well" and of the plate. */
export function Trouble({ judgement: { worst, others, kind } }: { judgement: Found }) {
  const t = useMessages(overviewMessages);
  const words = useFindingWords().finding(worst.finding);
  return (
    <Verdict
      kind={kind}
      lead={words.detail}
      remedy={
        <>
          <ul className={styles.remedies}>
            {words.remedy ? (
              <li>
                <IconTile>
                  <CheckIcon name={worst.name} />
                </IconTile>
                <div>
                  <p className={styles.remedyName}>{words.label}</p>
                  <p>{words.remedy}</p>
                </div>
              </li>
            ) : null}
            {others.length > 0 ? <Others others={others} /> : null}
          </ul>
          <RemedyButtons standing={worst} primary size="md">
            {bridge && RESTART_HELPS.includes(worst.name) ? <RestartButton /> : null}
            <Button component={Link} href="/console/health" variant="default" size="md">
              {t('overview.seeHealth')}
            </Button>
          </RemedyButtons>
        </>
      }
    >
      {words.title}
    </Verdict>
  );
}

function Others({ others }: { others: readonly Standing[] }) {
  const t = useMessages(overviewMessages);
  const words = useFindingWords();
  const titles = others.slice(0, 3).map(({ finding }) => words.finding(finding).title);
  return (
    <li>
      <IconTile>
        <IconListDetails size={20} stroke={1.6} aria-hidden="true" />
      </IconTile>
      <div>
        <p className={styles.remedyName}>{t('overview.alsoOthers', { count: others.length })}</p>
        <p>
          {others.length > 3
            ? `${titles.join(' ')} ${t('overview.andMore', { count: others.length - 3 })}`
            : titles.join(' ')}
        </p>
      </div>
    </li>
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
