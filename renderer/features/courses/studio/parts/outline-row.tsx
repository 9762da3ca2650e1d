import { IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { ModuleHead } from '../../../../../server/courses/contract.ts';
import { classes, Link, VisuallyHidden } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { studioMessages } from '../messages/index.ts';
import styles from './outline.module.css';
import { contentIcons } from './plan-view.tsx';

type Target = { id: number; side: 'before' | 'after' };

type OutlineRowProps = {
  module: ModuleHead;
  href: string;
  isCurrent: boolean;
  /** Where what is dragged would land. */
  mark: 'before' | 'after' | undefined;
  onStep: (step: -1 | 1) => void;
  onOver: (target: Target | undefined) => void;
  onDrop: () => void;
};

/** One lesson of the outline, with a grip to move it by pointer or arrow keys. */
export function OutlineRow({ module, href, isCurrent, mark, onStep, onOver, onDrop }: OutlineRowProps) {
  const t = useMessages(studioMessages);
  const format = useFormat();
  const { id, title, content_type, duration, is_mandatory } = module;
  const Icon = contentIcons[content_type];
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (step === undefined) return;
    event.preventDefault();
    const grip = event.currentTarget as HTMLElement;
    onStep(step);
    // Moving a row in the page takes the focus away from it.
    requestAnimationFrame(() => grip.isConnected && grip.focus());
  };
  const pull = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onOver(targetAt(event, id));
  };
  return (
    <li data-lesson={id} className={classes(styles.row, isCurrent && styles.current, mark && styles[mark])}>
      <button
        type="button"
        className={styles.grip}
        aria-label={t('studio.grip', { name: title })}
        onKeyDown={pressed}
        onPointerDown={event => event.button === 0 && event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={pull}
        onPointerUp={onDrop}
        onPointerCancel={() => onOver(undefined)}
      >
        <IconGripVertical size={16} stroke={1.75} aria-hidden="true" />
      </button>
      <Link href={href} aria-current={isCurrent ? 'page' : undefined} className={styles.link}>
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        <VisuallyHidden>{t(`studio.kind.${content_type}`)}, </VisuallyHidden>
        <span className={styles.title}>{title}</span>
        <span className={styles.minutes}>
          {is_mandatory ? (duration > 0 ? format.number(duration) : '') : t('studio.optionalShort')}
        </span>
      </Link>
    </li>
  );
}

/** The row under the pointer, and in which half of it. */
function targetAt({ clientX, clientY }: PointerEvent, own: number): Target | undefined {
  const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-lesson]');
  const id = Number(row?.dataset['lesson']);
  if (!row || id === own) return undefined;
  const { top, height } = row.getBoundingClientRect();
  return { id, side: clientY < top + height / 2 ? 'before' : 'after' };
}
