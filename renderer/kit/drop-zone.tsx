import { Button } from '@mantine/core';
import { IconCloudUpload, IconFolderOpen } from '@tabler/icons-react';
import { type ComponentType, type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import { classes } from './classes.ts';
import styles from './drop-zone.module.css';
import { type DroppedFile, filesOfDrop, filesOfInput } from './dropped-files.ts';
import { kitMessages } from './messages/index.ts';

type Becoming = {
  key: string;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>;
  text: ReactNode;
};

type DropZoneProps = {
  title: string;
  lead?: ReactNode;
  /** What each kind of file becomes: a row of short promises. */
  becomes?: readonly Becoming[];
  /** Receives files with their paths. Not called for an empty drop. */
  onFiles: (files: DroppedFile[]) => void;
  /** A dropped folder that could not be read. */
  onFailed?: (error: unknown) => void;
  /** As of `<input accept>`; applies to the button, a drop brings what it brings. */
  accept?: string;
  folders?: boolean;
  /** One file and no more: lower, for a part of a page. */
  single?: boolean;
  disabled?: boolean;
};

/** A large place to drop files and folders; two buttons do the same for the keyboard and for phones. */
export function DropZone({
  title,
  lead,
  becomes,
  onFiles,
  onFailed,
  accept,
  single = false,
  folders = !single,
  disabled,
}: DropZoneProps) {
  const t = useMessages(kitMessages);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  // Entering a child leaves its parent: only the balance tells whether the pointer is still over the zone.
  const [depth, setDepth] = useState(0);
  const take = (found: DroppedFile[]) => {
    if (found.length > 0) onFiles(found);
  };
  const over = (event: DragEvent, change: number) => {
    event.preventDefault();
    if (!disabled) setDepth(now => Math.max(0, now + change));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDepth(0);
    if (!disabled) filesOfDrop(event.dataTransfer).then(take, (error: unknown) => onFailed?.(error));
  };
  const chosen = (input: HTMLInputElement) => {
    take(filesOfInput(input.files ?? []));
    input.value = ''; // the same file may be chosen again
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only for the pointer: the two buttons do the same for the keyboard
    <section
      aria-label={title}
      className={classes(styles.zone, single && styles.single, depth > 0 && styles.over)}
      onDragEnter={event => over(event, 1)}
      onDragLeave={event => over(event, -1)}
      onDragOver={event => over(event, 0)}
      onDrop={drop}
    >
      <div className={styles.ask}>
        <IconCloudUpload size={single ? 32 : 44} stroke={1.4} aria-hidden="true" className={styles.cloud} />
        <div className={styles.words}>
          <h2 className={styles.title}>{depth > 0 ? t('kit.dropNow') : title}</h2>
          {lead ? <p className={styles.lead}>{lead}</p> : null}
        </div>
        <div className={styles.buttons}>
          <Button
            size={single ? 'sm' : 'md'}
            variant={single ? 'default' : 'filled'}
            leftSection={<IconFolderOpen size={18} stroke={1.75} />}
            disabled={disabled ?? false}
            onClick={() => files.current?.click()}
          >
            {t(single ? 'kit.chooseFile' : 'kit.chooseFiles')}
          </Button>
          {folders ? (
            <Button size="md" variant="default" disabled={disabled ?? false} onClick={() => folder.current?.click()}>
              {t('kit.chooseFolder')}
            </Button>
          ) : null}
        </div>
        <input
          ref={files}
          type="file"
          multiple={!single}
          hidden
          accept={accept}
          onChange={event => chosen(event.currentTarget)}
        />
        <input
          ref={folder}
          type="file"
          hidden
          onChange={event => chosen(event.currentTarget)}
          {...{ webkitdirectory: '' }}
        />
      </div>
      {becomes ? (
        <ul className={styles.becomes}>
          {becomes.map(({ key, icon: Icon, text }) => (
            <li key={key}>
              <Icon size={18} stroke={1.6} aria-hidden="true" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
