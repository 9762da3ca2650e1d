import { use, useRef, useState } from 'react';
import { Drawer, Link, NavigateContext } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { helpFor } from '../pages.ts';
import { helpMessages } from '../messages/index.ts';
import { useHelpTitles } from '../load.ts';
import styles from '../help.module.css';
import { HelpText } from './help-text.tsx';

type HelpDrawerProps = {
  open: boolean;
  onClose: () => void;
  /** Path of the screen, as the browser has it. */
  path: string;
  base: string;
};

/** The help page of the screen that is open, beside it. Links to other help pages open in the same place. */
export function HelpDrawer({ open, onClose, path, base }: HelpDrawerProps) {
  const t = useMessages(helpMessages);
  const navigate = use(NavigateContext);
  const [led, setLed] = useState<{ from: string; to: string }>();
  const text = useRef<HTMLDivElement>(null);
  const lead = (to: string | null) => {
    setLed(to === null ? undefined : { from: path, to });
    // What had the focus is gone with the text before.
    text.current?.focus();
  };
  const own = helpFor(path)?.name ?? null;
  const name = led?.from === path ? led.to : own;
  const titles = useHelpTitles(name === null ? [] : [name]);
  const follow = (href: string) => {
    if (href.startsWith(`${base}/`)) lead(href.slice(base.length + 1));
    else navigate?.(href);
  };
  const close = () => {
    setLed(undefined);
    onClose();
  };
  return (
    <Drawer side="end" size={440} open={open} onClose={close} title={titles.data?.[0] ?? t('help.help')}>
      {name === null ? (
        <p>{t('help.notYet')}</p>
      ) : (
        <NavigateContext value={navigate && follow}>
          <div ref={text} tabIndex={-1} className={styles.place}>
            <HelpText name={name} base={base} untitled />
          </div>
        </NavigateContext>
      )}
      <p className={styles.ways}>
        {name !== own && own !== null ? (
          <button type="button" className={styles.back} onClick={() => lead(null)}>
            {t('help.backToScreen')}
          </button>
        ) : null}
        {/* The way to the other pages ends the drawer: it has done its work. */}
        <Link href={base} onClick={close}>
          {t('help.all')}
        </Link>
      </p>
    </Drawer>
  );
}
