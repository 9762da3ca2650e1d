import { type RefObject, useLayoutEffect } from 'react';

/** Keeps a text area as high as its text, also when it becomes narrower, so that the page scrolls and not the field. */
export function useGrowing(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    let width = 0;
    const fit = () => {
      element.style.setProperty('block-size', 'auto');
      element.style.setProperty('block-size', `${element.scrollHeight + 2}px`);
    };
    fit();
    const observer = new ResizeObserver(([entry]) => {
      // Only a new width asks for a new height; the height is our own doing.
      if (!entry || entry.contentRect.width === width) return;
      width = entry.contentRect.width;
      fit();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [area, text]);
}
