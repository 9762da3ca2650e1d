import { useEffect, useRef } from 'react';
import { Nav } from '../kit/index.ts';
import { useMessages } from '../platform/messages/index.ts';
import { useSession } from '../platform/session.tsx';
import styles from './console.module.css';
import { consoleMessages } from './messages/index.ts';
import { isAt, settingsSections, usersSections } from './rooms.ts';

/** Above the pages of a room that has several: its sections. `path` has no `/console` before it. */
export function Sections({ path }: { path: string }) {
  const t = useMessages(consoleMessages);
  const { may } = useSession();
  const inSettings = isAt(path, '/settings');
  const strip = useStrip(path);
  const all = inSettings ? settingsSections : isAt(path, '/users') ? usersSections : [];
  const [first] = all;
  const sections = all.filter(section => may(section.permission));
  if (sections.length < 2) return null;
  return (
    <div ref={strip} className={styles.sections}>
      <Nav
        label={t(inSettings ? 'console.settingsSections' : 'console.usersSections')}
        look="tabs"
        items={sections.map(({ key, label, path: place }) => ({
          key,
          label: t(label),
          href: `/console${place}`,
          // The first one stands at the room's own address, above all others.
          current: place === first?.path ? path === place : isAt(path, place),
        }))}
      />
    </div>
  );
}

/** Brings the current section into view, and says by `data-before` and `data-after` where there is more to scroll to. */
function useStrip(path: string) {
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = strip.current;
    if (!element) return undefined;
    const look = () => {
      const before = Math.abs(element.scrollLeft);
      element.toggleAttribute('data-before', before > 1);
      element.toggleAttribute('data-after', before + element.clientWidth < element.scrollWidth - 1);
    };
    const show = () => {
      const current = element.querySelector('[aria-current=page]')?.getBoundingClientRect();
      const frame = element.getBoundingClientRect();
      // Across alone: the page itself stays where it is.
      if (current) element.scrollLeft += current.left + current.width / 2 - frame.left - frame.width / 2;
      look();
    };
    show();
    const sized = new ResizeObserver(show);
    sized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [path]);
  return strip;
}
