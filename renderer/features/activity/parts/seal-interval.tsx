import { notify, SelectField } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import styles from '../activity.module.css';
import { useSealEvery } from '../api.ts';
import { activityMessages } from '../messages/index.ts';

/** Minutes that are offered; whatever was set by other means is there too. */
const OFFERED = [5, 10, 30, 60, 360, 1440];

/** How often the record is signed; a choice for whoever may change it. */
export function SealInterval({ minutes }: { minutes: number }) {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const sealing = useSealEvery();
  const words = (count: number) => t('activity.sealEvery', { time: format.duration(count * 60) });
  if (!useSession().may('settings:update')) return <p>{words(minutes)}</p>;
  const choose = (chosen: number) =>
    sealing.mutate(chosen, {
      onSuccess: () => notify.done(t('activity.sealSaved', { time: format.duration(chosen * 60) })),
      onError: error => notify.error(error.message),
    });
  return (
    <SelectField
      aria-label={t('activity.sealChoice')}
      className={styles.sealing}
      value={String(minutes)}
      disabled={sealing.isPending}
      data={[...new Set([...OFFERED, minutes])]
        .toSorted((a, b) => a - b)
        .map(count => ({ value: String(count), label: words(count) }))}
      onChange={chosen => choose(Number(chosen))}
    />
  );
}
