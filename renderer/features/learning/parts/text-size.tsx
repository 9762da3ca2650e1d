import { IconLetterA } from '@tabler/icons-react';
import { ActionIcon, classes, VisuallyHidden } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { proseSizes, type TextSize as Step, usePreferences } from '../../../platform/preferences.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import styles from './text-lesson.module.css';

/** Five sizes of the text, remembered on this device. */
export function TextSize() {
  const t = useMessages(lessonMessages);
  const [{ textSize }, change] = usePreferences();
  const last = proseSizes.length - 1;
  const set = (step: number) => change({ textSize: Math.min(last, Math.max(0, step)) as Step });
  return (
    <div role="group" aria-label={t('lesson.textSize')} className={styles.size}>
      <span className={styles.label} aria-hidden="true">
        {t('lesson.textSize')}
      </span>
      <ActionIcon
        size={44}
        aria-label={t('lesson.smaller')}
        disabled={textSize === 0}
        onClick={() => set(textSize - 1)}
      >
        <IconLetterA size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
      <span className={styles.steps} aria-hidden="true">
        {proseSizes.map((px, step) => (
          <span key={px} className={classes(styles.step, step <= textSize && styles.reached)} />
        ))}
      </span>
      <ActionIcon
        size={44}
        aria-label={t('lesson.larger')}
        disabled={textSize === last}
        onClick={() => set(textSize + 1)}
      >
        <IconLetterA size={26} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
      <VisuallyHidden>
        <span role="status">{t('lesson.sizeNow', { step: textSize + 1, total: proseSizes.length })}</span>
      </VisuallyHidden>
    </div>
  );
}
