import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import uPlot from 'uplot';

export type GraphData = {
  /** Seconds since 1970, rising. */
  times: readonly number[];
  values: readonly (number | null)[];
  /** What is usual at these times, as a dotted line. */
  usual?: readonly (number | null)[] | undefined;
};

type CanvasProps = GraphData & {
  height: number;
  /** Room for what stands beside the gridlines, px. */
  axis: number;
  /** Top of the scale; the next round figure above the largest value when left out. */
  ceiling?: number | undefined;
  writeTime: (moment: number) => string;
  write: (value: number) => string;
};

/** Top of the scale: the next of 1, 2, 2.5, 5, 10 … above the largest value, so that three gridlines fall on round figures. */
export function ceilingOf(largest: number): number {
  if (largest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const steps = largest < 4 ? [2, 4, 10] : [1, 2, 3, 4, 5, 6, 8, 10];
  const unit = largest < 4 ? 1 : power;
  return (steps.find(step => step * unit >= largest) ?? 10) * unit;
}

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function drawLast(plot: uPlot): void {
  const values = plot.data[1] ?? [];
  const index = values.findLastIndex(value => value !== null && value !== undefined);
  const time = plot.data[0][index];
  const value = values[index];
  if (time === undefined || value === null || value === undefined) return;
  const { ctx } = plot;
  ctx.beginPath();
  ctx.arc(plot.valToPos(time, 'x', true), plot.valToPos(value, 'y', true), 4 * devicePixelRatio, 0, 2 * Math.PI);
  ctx.fillStyle = token('--accent');
  ctx.fill();
}

function optionsFor(props: CanvasProps, width: number): uPlot.Options {
  const { values, usual, height, axis: room, ceiling, writeTime, write } = props;
  const numbers = [...values, ...(usual ?? [])].filter(value => value !== null);
  const top = ceiling ?? ceilingOf(Math.max(0, ...numbers));
  const letters = `12px ${token('--font')}`;
  const axis = { stroke: token('--ink3'), font: letters, ticks: { show: false } };
  const scale: uPlot.Range.MinMax = [0, top];
  return {
    width,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: { range: scale } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 120,
        size: 24,
        values: (_, times) => times.map(time => writeTime(time * 1000)),
      },
      {
        ...axis,
        grid: { stroke: token('--line'), width: 1 },
        size: room,
        splits: () => [0, top / 2, top],
        values: (_, marks) => marks.map(write),
      },
    ],
    series: [
      {},
      {
        stroke: token('--accent'),
        width: 2,
        fill: `color-mix(in srgb, ${token('--accent')} 9%, transparent)`,
        points: { show: false },
      },
      ...(usual ? [{ stroke: token('--ctl'), width: 1, dash: [1, 4], points: { show: false } }] : []),
    ],
    hooks: { draw: [drawLast] },
  };
}

/** The graph itself, apart so that uPlot is fetched only with the first one. Redrawn on new data, width or scheme. */
export function LineGraphCanvas(props: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const { times, values, usual, height, ceiling } = props;
  // The writers are new on every render; only data, size and colours ask for a new drawing.
  const optionsAt = useEffectEvent((width: number) => optionsFor(props, width));
  useEffect(() => {
    const frame = place.current;
    if (!frame) return;
    const data: uPlot.AlignedData = [[...times], [...values], ...(usual ? [[...usual]] : [])];
    const plot = new uPlot(optionsAt(frame.clientWidth), data, frame);
    const watch = new ResizeObserver(() => plot.setSize({ width: frame.clientWidth, height }));
    watch.observe(frame);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [times, values, usual, height, ceiling, scheme]);
  return <div ref={place} />;
}
