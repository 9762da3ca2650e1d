import { Button, Verdict } from '../kit/index.ts';
import { bridge } from '../platform/bridge.ts';
import { useMessages } from '../platform/messages/index.ts';
import { isServing, type ServerName, type ServerView } from '../platform/server-view.ts';
import { usePage } from '../platform/site.ts';
import styles from './console.module.css';
import { consoleMessages } from './messages/index.ts';
import { serverKinds, useServerDeeds } from './rail-server.tsx';

type Down = Exclude<ServerName, 'unknown' | 'running' | 'restarting'>;

/** In place of every page while the server does not answer: what is the matter, why, and what to do. */
export function ServerDown({ server }: { server: ServerView }) {
  const t = useMessages(consoleMessages);
  const { busy, act } = useServerDeeds();
  const name = isServing(server) ? 'starting' : (server.name as Down);
  usePage(t(`console.down-${name}`));
  const mayStart = bridge && (name === 'stopped' || name === 'failed') && server.startedAt === null;
  return (
    <Verdict
      kind={serverKinds[name]}
      lead={t(`console.down-${name}Lead`)}
      {...((server.reason || mayStart) && {
        remedy: (
          <>
            {server.reason ? (
              <p className={styles.reason}>
                <strong>{t('console.why')}</strong> {server.reason}
              </p>
            ) : null}
            {mayStart ? (
              <Button size="md" loading={busy} onClick={() => void act('start')}>
                {t('console.startServer')}
              </Button>
            ) : null}
          </>
        ),
      })}
    >
      {t(`console.down-${name}`)}
    </Verdict>
  );
}
