import { useState } from 'react';
import type { RecordedEvent } from '../../../../server/health/contract.ts';
import { Button, StateIcon, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { KINDS } from '../figures.ts';
import { useFindingWords } from '../findings.ts';
import styles from '../health.module.css';
import { healthMessages } from '../messages/index.ts';

const FIRST = 12;

/** What happened in the time that the graphs show, newest first, in plain words. */
export function TimeLine({ events }: { events: readonly RecordedEvent[] }) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const words = useFindingWords();
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  const shown = all ? events : events.slice(0, FIRST);
  const isToday = (at: string) => format.day(at) === format.day(now);
  return (
    <section>
      <h2 className={type.pane}>{t('health.happened')}</h2>
      {events.length === 0 ? <p className={styles.quiet}>{t('health.nothingHappened')}</p> : null}
      <ol className={styles.events}>
        {shown.map(event => (
          <li key={`${event.at} ${event.code} ${event.text}`}>
            <time dateTime={event.at}>
              {format.time(event.at)}
              {isToday(event.at) ? null : <span className={styles.day}>{format.day(event.at)}</span>}
            </time>
            <span className={styles.eventText}>
              {event.state === 'ok' ? null : <StateIcon kind={KINDS[event.state]} size={14} />}
              {words.event(event)}
            </span>
          </li>
        ))}
      </ol>
      {events.length > FIRST ? (
        <Button variant="subtle" size="xs" ml={-8} mt={8} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('health.eventsFew') : t('health.eventsAll', { count: events.length })}
        </Button>
      ) : null}
    </section>
  );
}
