import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { TextField } from './fields.tsx';
import { Kbd } from './hidden.tsx';

/** How long writing pauses before the list is asked. */
const PAUSE_MS = 250;

type SearchFieldProps = {
  label: string;
  placeholder?: string;
  /** What the list shows now; follows the address. */
  value: string;
  onChange: (search: string) => void;
  className?: string | undefined;
  /** False where another field of the page is the one that `/` leads to. */
  shortcut?: boolean;
};

/** Search over a list: asked after a pause in writing; `/` puts the keyboard here. */
export function SearchField({ label, placeholder, value, onChange, className, shortcut = true }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  // The address moved by itself (back, "clear"): the field follows.
  if (value !== shown) {
    setShown(value);
    if (value !== text.trim()) setText(value);
  }
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const pause = setTimeout(() => latest.current(text.trim()), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, value]);
  useEffect(() => {
    if (!shortcut) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const writing = (event.target as Element).closest('input, textarea, select, [contenteditable], [role=dialog]');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writing) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [shortcut]);
  return (
    <TextField
      ref={field}
      size="sm"
      type="search"
      className={className}
      aria-label={label}
      {...(shortcut && { 'aria-keyshortcuts': '/' })}
      placeholder={placeholder}
      maxLength={100}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
      rightSection={shortcut && text === '' ? <Kbd>/</Kbd> : null}
      rightSectionPointerEvents="none"
      value={text}
      onChange={event => setText(event.currentTarget.value)}
    />
  );
}
