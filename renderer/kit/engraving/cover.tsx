import { useMemo } from 'react';
import { type EngravingOptions, engraving } from '../../../server/platform/drawing/contract.ts';
import { classes } from '../classes.ts';
import styles from './cover.module.css';

type CoverProps = {
  /** Whose lines: same id, same engraving. */
  id: string;
  /** The box the lines are drawn in; the cover fills its place in this proportion. */
  width?: number;
  height?: number;
  /** An uploaded picture instead of the lines. */
  src?: string | undefined;
  /** Share done, 0 to 1, as a white bar on the lower edge. */
  progress?: number;
  className?: string;
};

/** A course cover: the id's engraving, or the picture someone uploaded. Decoration: the title stands beside it. */
export function Cover({ id, width = 320, height = 180, src, progress, className }: CoverProps) {
  const small = width <= 120;
  const drawn = useMemo(() => engraving(id, width, height, { small }), [id, width, height, small]);
  return (
    <span
      className={classes(styles.cover, small && styles.small, className)}
      style={{ aspectRatio: `${width} / ${height}`, background: drawn.ground }}
      aria-hidden="true"
    >
      {src ? (
        <img src={src} alt="" width={width} height={height} loading="lazy" className={styles.picture} />
      ) : (
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid slice">
          <path
            d={drawn.paths.join('')}
            fill="none"
            stroke={drawn.line}
            strokeWidth={small ? 1.1 : 1}
            strokeOpacity={drawn.paper ? 0.62 : small ? 0.8 : 0.72}
          />
        </svg>
      )}
      {progress !== undefined ? (
        <span className={classes(styles.progress, drawn.paper && !src && styles.onPaper)} style={{ color: drawn.line }}>
          <span style={{ inlineSize: `${Math.round(progress * 100)}%` }} />
        </span>
      ) : null}
    </span>
  );
}

type LinesProps = EngravingOptions & {
  id: string;
  width: number;
  height: number;
  opacity?: number;
  stroke?: number;
  className?: string | undefined;
};

/** Only the lines, in the current colour: behind a plate, on a certificate. */
export function Lines({ id, width, height, opacity = 1, stroke = 1, className, ...options }: LinesProps) {
  const { fit = 1, small, family, at } = options;
  // By its numbers: the caller's pair is new on every render.
  const [x, y] = at ?? [];
  const paths = useMemo(
    () =>
      engraving(id, width, height, {
        ...(x !== undefined && y !== undefined && { at: [x, y] }),
        fit,
        ...(small && { small }),
        ...(family && { family }),
      }).paths.join(''),
    [id, width, height, fit, small, family, x, y],
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      className={className}
      aria-hidden="true"
    >
      <path
        d={paths}
        transform={`translate(0 ${(height * (1 - fit)) / 2})`}
        fill="none"
        stroke="currentColor"
        strokeWidth={stroke}
        strokeOpacity={opacity}
      />
    </svg>
  );
}
