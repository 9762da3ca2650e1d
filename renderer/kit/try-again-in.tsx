import { useFormat, useMessages } from '../platform/messages/index.ts';
import { kitMessages } from './messages/index.ts';
import { useSecondsLeft } from './seconds-left.ts';

/** “Try again in 12 s.”, counted down to a moment in milliseconds. */
export function TryAgainIn({ until }: { until: number }) {
  const t = useMessages(kitMessages);
  const format = useFormat();
  const left = useSecondsLeft(until);
  return (
    // Read out once with the words around it, not every second.
    <span role="timer">{left > 0 ? t('kit.tryAgainIn', { time: format.duration(left) }) : t('kit.tryAgainNow')}</span>
  );
}
