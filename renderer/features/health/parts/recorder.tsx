import { useState } from 'react';
import type { Recording } from '../../../../server/health/contract.ts';
import { Button, Empty, ErrorPanel, LineGraph, Segmented, Skeleton, State, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { GRAPHS, type GraphName, KINDS, lineOf, rowsOf, say, type Unit } from '../figures.ts';
import styles from '../health.module.css';
import { healthMessages } from '../messages/index.ts';

/** Graphs on show until somebody wants to see all. */
const FIRST = 8;
const HOURS = [1, 6, 24, 72] as const;

interface RecorderProps {
  hours: number;
  onHours: (hours: number) => void;
  recording: Recording | undefined;
  error: Error | null;
  onRetry: () => void;
}

/** How figures are written here. */
function useUnit(): Unit {
  const t = useMessages(healthMessages);
  return {
    milliseconds: value => t('health.milliseconds', { value }),
    degrees: value => t('health.degrees', { value }),
    perSecond: bytes => t('health.perSecond', { bytes }),
  };
}

/** The flight recorder: a graph for each figure, or the figures as a table. */
export function Recorder({ hours, onHours, recording, error, onRetry }: RecorderProps) {
  const t = useMessages(healthMessages);
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={styles.section}>
      <div className={styles.recorderHead}>
        <h2 className={type.pane}>{t('health.recorder')}</h2>
        <div className={styles.recorderTools}>
          <Button variant="subtle" size="xs" onClick={() => setAsTable(!asTable)}>
            {asTable ? t('health.asGraphs') : t('health.asTable')}
          </Button>
          <Segmented
            aria-label={t('health.range')}
            size="xs"
            value={String(hours)}
            onChange={value => onHours(Number(value))}
            data={HOURS.map(count => ({ value: String(count), label: t('health.hours', { count }) }))}
          />
        </div>
      </div>
      {error && !recording ? <ErrorPanel onRetry={onRetry}>{error.message}</ErrorPanel> : null}
      {!recording && !error ? <Skeleton height={320} /> : null}
      {recording ? <Figures recording={recording} asTable={asTable} /> : null}
    </section>
  );
}

function Figures({ recording, asTable }: { recording: Recording; asTable: boolean }) {
  const t = useMessages(healthMessages);
  const [all, setAll] = useState(false);
  if (recording.points.length < 3) return <Empty title={t('health.young')}>{t('health.youngLead')}</Empty>;
  const shown = GRAPHS.filter(name => recording.points.some(point => point[name] !== null));
  if (asTable) return <FigureTable recording={recording} names={shown} />;
  return (
    <>
      <div className={styles.graphs}>
        {(all ? shown : shown.slice(0, FIRST)).map(name => (
          <Graph key={name} name={name} recording={recording} />
        ))}
      </div>
      {shown.length > FIRST ? (
        <Button variant="subtle" size="xs" ml={-8} mt={16} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('health.fewerFigures') : t('health.moreFigures', { count: shown.length })}
        </Button>
      ) : null}
    </>
  );
}

function Graph({ name, recording }: { name: GraphName; recording: Recording }) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const unit = useUnit();
  const line = lineOf(recording.points, name, recording.step_minutes);
  const gauge = recording.gauges.find(one => one.name === name);
  if (!line) return null;
  const value = gauge?.value ?? null;
  return (
    <div className={styles.graph}>
      <div className={styles.graphHead}>
        <h3 className={type.medium}>{t(`health.${name}`)}</h3>
        {value === null || !gauge ? null : (
          <span className={styles.now}>
            {gauge.state === 'ok' ? null : (
              <State kind={KINDS[gauge.state]} size="small">
                {t(`health.state-${gauge.state}`)}
              </State>
            )}
            <strong>{say(name, value, format, unit)}</strong>
          </span>
        )}
      </div>
      <p className={styles.about}>{t(`health.${name}-about`)}</p>
      <LineGraph
        label={t(`health.${name}`)}
        {...line}
        height={120}
        axis={64}
        ceiling={name === 'cpu' || name === 'memory' ? 1 : undefined}
        write={figure => say(name, figure, format, unit)}
      />
    </div>
  );
}

function FigureTable({ recording, names }: { recording: Recording; names: readonly GraphName[] }) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const unit = useUnit();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by the keyboard
    <div className={styles.tableFrame} role="region" aria-label={t('health.recorder')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('health.when')}</th>
            {names.map(name => (
              <th key={name} scope="col">
                {t(`health.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(recording.points).map(point => (
            <tr key={point.at}>
              <th scope="row">{format.dateTime(point.at)}</th>
              {names.map(name => {
                const value = point[name];
                return <td key={name}>{value === null ? '–' : say(name, value, format, unit)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
