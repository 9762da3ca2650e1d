import { IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import { classes } from './classes.ts';
import { VisuallyHidden } from './hidden.tsx';
import { kitMessages } from './messages/index.ts';
import { moved, placeFor, shiftOf } from './reorder.ts';
import styles from './reorderable-list.module.css';

type ReorderableListProps<T> = {
  label: string;
  items: readonly T[];
  itemKey: (item: T) => string | number;
  /** The item in words, for announcements: "Tell the incident lead". */
  itemName: (item: T) => string;
  render: (item: T) => ReactNode;
  onChange: (items: T[]) => void;
  disabled?: boolean;
};

type Drag = { index: number; target: number; startY: number; offset: number; middles: number[]; row: number };

/** A list to put in order: drag the grip, press its arrow keys, or the buttons. Every move is announced. */
export function ReorderableList<T>({
  label,
  items,
  itemKey,
  itemName,
  render,
  onChange,
  disabled,
}: ReorderableListProps<T>) {
  const t = useMessages(kitMessages);
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const [lifted, setLifted] = useState<string | number>();
  const [said, setSaid] = useState('');

  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length || from === to) return;
    onChange(moved(items, from, to));
    setLifted(itemKey(item));
    setSaid(t('kit.moved', { name: itemName(item), place: to + 1, total: items.length }));
  };
  const pressed = (event: KeyboardEvent, index: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(index, index + step);
  };
  const lift = (event: PointerEvent<HTMLElement>, index: number) => {
    const rows = Array.from(list.current?.children ?? []).map(row => row.getBoundingClientRect());
    const own = rows[index];
    if (!own || disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const gap = rows.length > 1 ? Math.abs((rows[1]?.top ?? 0) - (rows[0]?.bottom ?? 0)) : 0;
    setDrag({
      index,
      target: index,
      startY: event.clientY,
      offset: 0,
      middles: rows.map(row => row.top + row.height / 2),
      row: own.height + gap,
    });
  };
  const pull = (event: PointerEvent) => {
    if (!drag) return;
    const offset = event.clientY - drag.startY;
    setDrag({ ...drag, offset, target: placeFor(drag.middles, drag.index, (drag.middles[drag.index] ?? 0) + offset) });
  };
  const drop = () => {
    if (drag) move(drag.index, drag.target);
    setDrag(undefined);
  };

  return (
    <>
      <ol ref={list} aria-label={label} className={styles.list}>
        {items.map((item, index) => {
          const name = itemName(item);
          const isDragged = drag?.index === index;
          const shift = drag ? (isDragged ? drag.offset : shiftOf(index, drag.index, drag.target) * drag.row) : 0;
          return (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- notices that focus left the row's own buttons; offers nothing itself
            <li
              key={itemKey(item)}
              className={classes(
                styles.row,
                (isDragged || (!drag && lifted === itemKey(item))) && styles.lifted,
                isDragged && styles.dragged,
              )}
              style={drag ? { transform: `translateY(${shift}px)` } : undefined}
              onBlur={() => setLifted(undefined)}
            >
              <button
                type="button"
                aria-label={t('kit.grip', { name })}
                disabled={disabled}
                className={styles.grip}
                onKeyDown={event => pressed(event, index)}
                onPointerDown={event => lift(event, index)}
                onPointerMove={pull}
                onPointerUp={drop}
                onPointerCancel={() => setDrag(undefined)}
              >
                <IconGripVertical size={20} stroke={1.75} aria-hidden="true" />
              </button>
              <span className={styles.number} aria-hidden="true">
                {(drag ? (isDragged ? drag.target : index + shiftOf(index, drag.index, drag.target)) : index) + 1}
              </span>
              <div className={styles.words}>{render(item)}</div>
              <button
                type="button"
                className={styles.step}
                aria-label={t('kit.moveUp', { name })}
                disabled={disabled || index === 0}
                onClick={() => move(index, index - 1)}
              >
                <IconChevronUp size={20} stroke={1.75} aria-hidden="true" />
              </button>
              <button
                type="button"
                className={styles.step}
                aria-label={t('kit.moveDown', { name })}
                disabled={disabled || index === items.length - 1}
                onClick={() => move(index, index + 1)}
              >
                <IconChevronDown size={20} stroke={1.75} aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ol>
      <VisuallyHidden>
        <span aria-live="polite">{said}</span>
      </VisuallyHidden>
    </>
  );
}
