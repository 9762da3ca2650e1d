import type { ReactNode } from 'react';
import { Button, Link } from '../../../../kit/index.ts';
import { CallError } from '../../../../platform/call.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { Entrance } from '../../parts/entrance.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import styles from '../joining.module.css';
import { joiningMessages } from '../messages/index.ts';

const TROUBLES = ['LINK_UNKNOWN', 'LINK_USED', 'LINK_REVOKED', 'LINK_EXPIRED'] as const;
type Trouble = (typeof TROUBLES)[number] | 'EMAIL_TAKEN';

/** Why a link cannot be followed; null where it is worth trying again. A token of the wrong length was copied in part. */
export function troubleOf(error: Error | null): Trouble | null {
  if (!(error instanceof CallError)) return null;
  if (error.code === 'VALIDATION_ERROR') return 'LINK_UNKNOWN';
  if (error.code === 'EMAIL_TAKEN') return 'EMAIL_TAKEN';
  return TROUBLES.find(one => one === error.code) ?? null;
}

/** A link that leads nowhere, and the way on. */
export function LinkOver({ error, onRetry, children }: { error: Error; onRetry: () => void; children?: ReactNode }) {
  const t = useMessages(joiningMessages);
  const trouble = troubleOf(error);
  if (!trouble)
    return (
      <Entrance title={t('joining.unchecked')}>
        <div className={styles.stack}>
          <Refusal error={error} />
          <Button size="lg" onClick={onRetry}>
            {t('joining.retry')}
          </Button>
        </div>
      </Entrance>
    );
  const isTaken = trouble === 'EMAIL_TAKEN';
  const isDone = isTaken || trouble === 'LINK_USED';
  return (
    <Entrance
      title={isTaken ? t('joining.taken') : t(`joining.over-${trouble}`)}
      lead={isTaken ? t('joining.takenLead') : t(`joining.over-${trouble}Lead`)}
    >
      {isDone ? null : children}
      <div className={styles.stack}>
        <Button size="lg" variant={isDone ? 'filled' : 'default'} fullWidth component={Link} href="/sign-in">
          {t('joining.signIn')}
        </Button>
        {isTaken ? (
          <Button size="lg" variant="default" fullWidth component={Link} href="/forgotten">
            {t('joining.choosePassword')}
          </Button>
        ) : null}
      </div>
    </Entrance>
  );
}
