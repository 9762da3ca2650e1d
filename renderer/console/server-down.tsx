import { hasReason, StandingIn } from '../features/operations/standing-in.tsx';
import { Button, Verdict } from '../kit/index.ts';
import { bridge } from '../platform/bridge.ts';
import { useMessages } from '../platform/messages/index.ts';
import { isServing, type ServerName, type ServerView } from '../platform/server-view.ts';
import { usePage } from '../platform/site.ts';
import styles from './console.module.css';
import { consoleMessages } from './messages/index.ts';
import { serverKinds, useServerDeeds } from './rail-server.tsx';

type DownName = Exclude<ServerName, 'unknown' | 'running' | 'restarting'>;

/** In place of every page while the server does not answer: what is the matter, why, and what to do. */
export function ServerDown({ server }: { server: ServerView }) {
  return hasReason(server) ? <StandingIn server={server} /> : <Down server={server} />;
}

function Down({ server }: { server: ServerView }) {
  const t = useMessages(consoleMessages);
  const name = isServing(server) ? 'starting' : (server.name as DownName);
  usePage(t(`console.down-${name}`));
  const mayAct = bridge !== null && (name === 'stopped' || name === 'failed' || name === 'withheld');
  return (
    <Verdict
      kind={serverKinds[name]}
      lead={t(`console.down-${name}Lead`)}
      {...((server.reason || mayAct) && {
        remedy: (
          <>
            <Why server={server} />
            {mayAct && server.startedAt === null ? <WaysOut name={name} server={server} /> : null}
          </>
        ),
      })}
    >
      {t(`console.down-${name}`)}
    </Verdict>
  );
}

function Why({ server: { reason, trouble } }: { server: ServerView }) {
  const t = useMessages(consoleMessages);
  if (!reason) return null;
  return (
    <p className={styles.reason}>
      <strong>{t('console.why')}</strong> {reason}
      {trouble?.kind === 'crashed' ? ` ${t('console.crashed')}` : null}
      {trouble?.port && trouble.free_port && !trouble.other ? ` ${t('console.portTaken')}` : null}
      {trouble?.other ? ` ${t('console.portOther', { name: trouble.other.name })}` : null}
    </p>
  );
}

/** What helps first is filled; starting again as before is always there. */
function WaysOut({ name, server: { trouble } }: { name: DownName; server: ServerView }) {
  const t = useMessages(consoleMessages);
  const { busy, act, run } = useServerDeeds();
  if (name === 'withheld') {
    return (
      <Button size="md" loading={busy} onClick={() => void run(machine => machine.askControl())}>
        {t('console.askControl')}
      </Button>
    );
  }
  const { other, free_port: port } = trouble ?? {};
  const hasBetter = other !== undefined || port !== undefined;
  return (
    <div className={styles.waysOut}>
      {other ? (
        <Button size="md" loading={busy} onClick={() => void run(machine => machine.useOther())}>
          {t('console.useOther', { name: other.name })}
        </Button>
      ) : null}
      {port ? (
        <Button
          size="md"
          {...(other && { variant: 'default' })}
          loading={busy}
          onClick={() => void run(machine => machine.usePort(port))}
        >
          {t('console.usePort', { port: String(port) })}
        </Button>
      ) : null}
      <Button size="md" {...(hasBetter && { variant: 'default' })} loading={busy} onClick={() => void act('start')}>
        {t('console.startServer')}
      </Button>
    </div>
  );
}
