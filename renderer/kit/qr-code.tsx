import { useEffect, useState } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import { kitMessages } from './messages/index.ts';
import styles from './qr-code.module.css';

/** The dark cells of a QR matrix as one SVG path, one unit a cell, runs of a row joined. */
export function pathOfCells(size: number, isDark: (row: number, column: number) => boolean): string {
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue;
      const start = column;
      while (column + 1 < size && isDark(row, column + 1)) column++;
      path += `M${start} ${row}h${column - start + 1}v1h-${column - start + 1}z`;
    }
  }
  return path;
}

type Drawn = { size: number; path: string };

type QrCodeProps = { value: string; size?: number; label?: string };

/** A QR code, black on white also in the dark so that every phone reads it. The generator is fetched when first shown. */
export function QrCode({ value, size = 138, label }: QrCodeProps) {
  const t = useMessages(kitMessages);
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    let wanted = true;
    void import('qrcode').then(({ default: generator }) => {
      const { modules } = generator.create(value, { errorCorrectionLevel: 'M' });
      if (wanted)
        setDrawn({
          size: modules.size,
          path: pathOfCells(modules.size, (row, column) => modules.get(row, column) === 1),
        });
    });
    return () => {
      wanted = false;
    };
  }, [value]);
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${drawn?.size ?? 25} ${drawn?.size ?? 25}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label ?? t('kit.qrFor', { address: value })}
      className={styles.code}
    >
      {drawn ? <path d={drawn.path} fill="#11181d" /> : null}
    </svg>
  );
}
