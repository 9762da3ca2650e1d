import { lazy, Suspense } from 'react';
import { useFormat, useMessages } from '../platform/messages/index.ts';
import { VisuallyHidden } from './hidden.tsx';
import type { GraphData } from './line-graph-canvas.tsx';
import { kitMessages } from './messages/index.ts';
import { Skeleton } from './panels.tsx';

const LineGraphCanvas = lazy(() => import('./line-graph-canvas.tsx').then(m => ({ default: m.LineGraphCanvas })));

/** At most so many rows in the table: a reader does not step through hundreds of figures. */
const tableRows = 24;

type LineGraphProps = GraphData & {
  label: string;
  height?: number;
  /** Room for what stands beside the gridlines, 36 px unless told. */
  axis?: number;
  /** Top of the scale, for shares; a round figure above the largest value when left out. */
  ceiling?: number | undefined;
  /** How a value is written: "37 people", "84 ms". Default a number. */
  write?: (value: number) => string;
};

/** One line over time in the accent, with "usual" dotted, three gridlines, the last point marked; figures as a table. */
export function LineGraph({ label, times, values, usual, height = 190, axis = 36, ceiling, write }: LineGraphProps) {
  const t = useMessages(kitMessages);
  const format = useFormat();
  const say = write ?? format.number;
  const step = Math.max(1, Math.ceil(times.length / tableRows));
  const figure = (value: number | null | undefined) => (value === null || value === undefined ? '–' : say(value));
  return (
    <div>
      <div aria-hidden="true" style={{ blockSize: height }}>
        <Suspense fallback={<Skeleton height={height} />}>
          <LineGraphCanvas
            times={times}
            values={values}
            usual={usual}
            height={height}
            axis={axis}
            ceiling={ceiling}
            writeTime={format.time}
            write={say}
          />
        </Suspense>
      </div>
      <VisuallyHidden block>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{t('kit.when')}</th>
              <th scope="col">{t('kit.value')}</th>
              {usual ? <th scope="col">{t('kit.usual')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {times.map((time, index) =>
              index % step === 0 || index === times.length - 1 ? (
                <tr key={time}>
                  <th scope="row">{format.time(time * 1000)}</th>
                  <td>{figure(values[index])}</td>
                  {usual ? <td>{figure(usual[index])}</td> : null}
                </tr>
              ) : null,
            )}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
