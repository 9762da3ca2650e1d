import { IconPlayerPlayFilled, IconRefresh, IconSquare } from '@tabler/icons-react';
import { useState } from 'react';
import type { Bridge, Outcome } from '../../app/ipc/contract.ts';
import { Button, ConfirmDialog, notify, State, type StateKind } from '../kit/index.ts';
import { bridge } from '../platform/bridge.ts';
import { useMessages } from '../platform/messages/index.ts';
import { type ServerName, type ServerView, uptimeParts } from '../platform/server-view.ts';
import { useNow } from '../platform/server.ts';
import styles from './console.module.css';
import { consoleMessages } from './messages/index.ts';

export const serverKinds: Record<ServerName, StateKind> = {
  unknown: 'busy',
  starting: 'busy',
  running: 'ok',
  restarting: 'busy',
  recovering: 'warn',
  stopping: 'busy',
  stopped: 'mute',
  failed: 'bad',
  withheld: 'warn',
  unreachable: 'bad',
  operating: 'busy',
  damaged: 'bad',
};

function Uptime({ startedAt }: { startedAt: number }) {
  const t = useMessages(consoleMessages);
  const { days, hours, minutes } = uptimeParts(startedAt, useNow(30_000));
  const time =
    days > 0
      ? t('console.uptimeDays', { days, hours })
      : hours > 0
        ? t('console.uptimeHours', { hours, minutes })
        : minutes > 0
          ? t('console.uptimeMinutes', { minutes })
          : t('console.uptimeFresh');
  return (
    <span className={styles.uptime} title={t('console.running', { time })}>
      {time}
    </span>
  );
}

/** Asks the machine to do something with its server; what it refuses is said. */
export function useServerDeeds() {
  const t = useMessages(consoleMessages);
  const [busy, setBusy] = useState(false);
  const run = async (deed: (machine: Bridge['appliance']) => Promise<Outcome | void>) => {
    if (!bridge) return;
    setBusy(true);
    try {
      const answer = await deed(bridge.appliance);
      if (answer?.outcome === 'refused') notify.error(t('console.failedToAct', { reason: answer.reason }));
    } catch (error) {
      notify.error(t('console.failedToAct', { reason: (error as Error).message }));
    } finally {
      setBusy(false);
    }
  };
  const act = (deed: 'start' | 'stop' | 'restart') => run(machine => machine[deed]());
  return { busy, act, run };
}

/** The server's state at the foot of the rail; with the buttons that only the machine itself has. */
export function RailServer({ server }: { server: ServerView }) {
  const t = useMessages(consoleMessages);
  return (
    <>
      <div className={styles.serverLine} role="status">
        <State kind={serverKinds[server.name]}>{t(`console.server-${server.name}`)}</State>
        {server.startedAt !== null && server.name === 'running' ? <Uptime startedAt={server.startedAt} /> : null}
      </div>
      {bridge ? <ServerButtons server={server} /> : null}
    </>
  );
}

function ServerButtons({ server }: { server: ServerView }) {
  const t = useMessages(consoleMessages);
  const { busy, act } = useServerDeeds();
  const [asking, setAsking] = useState(false);
  const isDown = server.name === 'stopped' || server.name === 'failed';
  const icon = { size: 14, stroke: 1.75, 'aria-hidden': 'true' } as const;
  if (isDown && server.startedAt === null) {
    return (
      <Button
        fullWidth
        size="xs"
        variant="default"
        mt={12}
        loading={busy}
        leftSection={<IconPlayerPlayFilled {...icon} />}
        onClick={() => void act('start')}
      >
        {t('console.start')}
      </Button>
    );
  }
  return (
    <div className={styles.serverButtons}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh {...icon} />}
        disabled={busy || server.name !== 'running'}
        onClick={() => void act('restart')}
      >
        {t('console.restart')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSquare {...icon} />}
        disabled={busy || server.startedAt === null || server.name === 'stopping' || server.name === 'operating'}
        onClick={() => setAsking(true)}
      >
        {t('console.stop')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('console.stopAsk')}
        lead={t('console.stopLead')}
        keep={t('console.keepRunning')}
        confirm={t('console.stopServer')}
        onConfirm={() => {
          setAsking(false);
          void act('stop');
        }}
      />
    </div>
  );
}
