import { TextLayer } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import type { Document } from '../pdf-document.ts';
import styles from './pdf-lesson.module.css';

/** One page as a picture, as sharp as the screen, with its text lying invisibly over it. */
export function PdfPage({ pdf, page: number, label }: { pdf: Document; page: number; label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  useEffect(() => {
    if (width === 0) return;
    const stop = new AbortController();
    void draw(pdf, number, width, sheet.current as HTMLDivElement, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
  }, [pdf, number, width]);
  return (
    <div ref={frame} className={styles.frame}>
      <div ref={sheet} role="document" aria-label={label} className={styles.sheet} />
    </div>
  );
}

async function draw(
  pdf: Document,
  number: number,
  width: number,
  sheet: HTMLDivElement,
  signal: AbortSignal,
): Promise<void> {
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
  const sharp = window.devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width * sharp);
  canvas.height = Math.floor(viewport.height * sharp);
  canvas.setAttribute('aria-hidden', 'true');
  const rendering = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
  signal.addEventListener('abort', () => rendering.cancel());
  await rendering.promise;
  const text = document.createElement('div');
  text.className = styles.text ?? '';
  sheet.style.setProperty('--total-scale-factor', String(viewport.scale));
  sheet.style.aspectRatio = `${viewport.width} / ${viewport.height}`;
  await new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render();
  if (!signal.aborted) sheet.replaceChildren(canvas, text);
}

/** Width of a box in whole px, following the window. */
function useWidth(box: { current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
