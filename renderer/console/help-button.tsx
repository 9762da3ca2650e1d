import { IconHelp } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import styles from './console.module.css';
import { consoleMessages } from './messages/index.ts';

const HelpDrawer = lazy(() =>
  import('../features/help/parts/help-drawer.tsx').then(module => ({ default: module.HelpDrawer })),
);

/** Opens the help page of the screen beside it; F1 does the same. `path` is the whole path, `/console` included. */
export function HelpButton({ path }: { path: string }) {
  const t = useMessages(consoleMessages);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const before = useRef<Element>(null);
  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  useEffect(() => {
    if (open) before.current = document.activeElement;
    // The drawer is fetched when it is first wanted: by then it no longer knows who had the focus.
    else if (before.current instanceof HTMLElement) before.current.focus();
  }, [open]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      show();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className={styles.help} aria-keyshortcuts="F1" onClick={show}>
        <IconHelp size={20} stroke={1.6} aria-hidden="true" />
        {t('console.help')}
      </button>
      {wanted ? (
        <Suspense>
          <HelpDrawer open={open} onClose={() => setOpen(false)} path={path} base="/console/help" />
        </Suspense>
      ) : null}
    </>
  );
}
