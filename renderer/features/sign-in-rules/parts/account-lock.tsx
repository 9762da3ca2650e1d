import { Button, notify, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useLock, useUnlock } from '../api.ts';
import { rulesMessages } from '../messages/index.ts';
import styles from '../sign-in-rules.module.css';

/** That wrong passwords locked an account, with the way to open it; nothing for one that is open. */
export function AccountLock({ userId }: { userId: number }) {
  const t = useMessages(rulesMessages);
  const format = useFormat();
  const { data } = useLock(userId);
  const unlock = useUnlock(userId);
  if (!data?.lock) return null;
  const { locked_at, until } = data.lock;
  const time = format.dateTime(locked_at);
  return (
    <div className={styles.lock}>
      <State kind="bad">{t('rules.locked')}</State>
      <p>
        {until === null
          ? t('rules.lockedSince', { time })
          : t('rules.lockedUntil', { time, until: format.dateTime(until) })}
      </p>
      <Button
        variant="light"
        loading={unlock.isPending}
        onClick={() =>
          unlock.mutate(undefined, {
            onSuccess: () => notify.done(t('rules.unlocked')),
            onError: error => notify.error(error.message),
          })
        }
      >
        {t('rules.unlock')}
      </Button>
    </div>
  );
}
