import { useLocation } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { coursesMessages } from '../messages/index.ts';

/** How long writing pauses before the catalogue is asked. */
const PAUSE_MS = 300;

/** What is written here is asked for after a pause; `#search` in the address puts the keyboard here. */
export function SearchField({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const t = useMessages(coursesMessages);
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const wanted = useLocation({ select: location => location.hash === 'search' });
  useEffect(() => {
    if (wanted) field.current?.focus();
  }, [wanted]);
  // The address moved by itself (back, forward, "show all"): the field follows.
  if (value !== asked) {
    setAsked(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const pause = setTimeout(() => onChange(text.trim()), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, value, onChange]);
  return (
    <form
      role="search"
      onSubmit={event => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <TextField
        ref={field}
        type="search"
        size="lg"
        aria-label={t('courses.search')}
        placeholder={t('courses.search')}
        maxLength={100}
        leftSection={<IconSearch size={20} stroke={1.6} aria-hidden="true" />}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
    </form>
  );
}
