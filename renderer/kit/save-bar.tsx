import { Button } from '@mantine/core';
import { SavedState } from './panels.tsx';
import styles from './save-bar.module.css';

type SaveBarProps = {
  save: string;
  discard: string;
  /** Something was changed and not saved. */
  dirty: boolean;
  /** It may not be saved. */
  disabled?: boolean;
  busy: boolean;
  savedAt: number | null;
  onDiscard: () => void;
};

/** The foot of a long form of settings: always in view, saves the form around it, and says whether the work is safe. */
export function SaveBar({ save, discard, dirty, disabled = false, busy, savedAt, onDiscard }: SaveBarProps) {
  return (
    <div className={styles.bar}>
      <Button type="submit" disabled={!dirty || disabled} loading={busy}>
        {save}
      </Button>
      {dirty ? (
        <Button variant="default" onClick={onDiscard}>
          {discard}
        </Button>
      ) : null}
      {dirty ? <SavedState state="unsaved" /> : savedAt ? <SavedState state="saved" at={savedAt} /> : null}
    </div>
  );
}
