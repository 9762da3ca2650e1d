type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Ctrl+Shift+L, or Cmd+Shift+L: "I am leaving". Ctrl+L alone is the browser's address bar. */
export const isLockShortcut = ({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): boolean =>
  key.toLowerCase() === 'l' && (ctrlKey || metaKey) && shiftKey && !altKey;
