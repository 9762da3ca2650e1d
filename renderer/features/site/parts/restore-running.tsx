import { Button, ProgressBar, Refused, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { siteMessages } from '../messages/index.ts';
import { useOutcome, usePause } from '../restore-api.ts';
import styles from '../setup.module.css';
import { Frame, type Shell } from './restore-frame.tsx';

type RunningProps = { shell: Shell; code: string; onLeave: () => void; onAgain: () => void };

/** While it runs, and how it ended: the academy, or the reason. */
export function Running({ shell, code, onLeave, onAgain }: RunningProps) {
  const t = useMessages(siteMessages);
  const format = useFormat();
  const { pause, isBack, isSetUp } = usePause();
  const { data: outcome } = useOutcome(code, isBack && !isSetUp);
  if (isBack)
    return (
      <Frame
        shell={shell}
        title={t(isSetUp ? 'site.restoredTitle' : 'site.restoreFailed')}
        lead={t(isSetUp ? 'site.restoredLead' : 'site.restoreFailedLead')}
        onward={
          <Button size="md" onClick={isSetUp ? onLeave : onAgain}>
            {t(isSetUp ? 'site.signIn' : 'site.tryAgain')}
          </Button>
        }
      >
        <div className={styles.fields}>
          <State kind={isSetUp ? 'ok' : 'bad'}>{t(isSetUp ? 'site.restoredWord' : 'site.restoreFailedWord')}</State>
          {outcome?.reason && !isSetUp ? <Refused>{outcome.reason}</Refused> : null}
        </div>
      </Frame>
    );
  return (
    <Frame shell={shell} title={t('site.restoringTitle')} lead={t('site.restoringLead')}>
      <div className={styles.fields} role="status">
        <ProgressBar value={pause?.progress ?? 0} label={t('site.restoringTitle')} />
        <p className={styles.quiet}>
          {pause?.seconds_left
            ? t('site.timeLeft', { time: format.duration(pause.seconds_left) })
            : t('site.restoringWait')}
        </p>
      </div>
    </Frame>
  );
}
