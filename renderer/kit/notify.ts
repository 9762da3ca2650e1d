/** One short message about something that happened. */
export type Toast = {
  id: string;
  kind: 'done' | 'info' | 'error';
  text: string;
  /** Offered for 6 seconds, for what can be undone. */
  undo?: (() => void) | undefined;
};

const listeners = new Set<() => void>();
const waiting: Toast[] = [];
let wanted = false;
let made = 0;
let show: ((toast: Toast) => void) | undefined;

export const isWanted = (): boolean => wanted;

export function onWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Called once by the part that draws toasts; what was said before it arrived is shown now. */
export function connectToasts(draw: (toast: Toast) => void): void {
  show = draw;
  for (const toast of waiting.splice(0)) draw(toast);
}

function say(kind: Toast['kind'], text: string, undo?: () => void): void {
  const toast: Toast = { id: `toast-${++made}`, kind, text, undo };
  if (show) return show(toast);
  waiting.push(toast);
  wanted = true;
  for (const listener of listeners) listener();
}

/** Toasts, bottom at the start. Done and info leave after 6 seconds; errors stay until closed. */
export const notify = {
  done: (text: string, { undo }: { undo?: () => void } = {}): void => say('done', text, undo),
  info: (text: string): void => say('info', text),
  error: (text: string): void => say('error', text),
};
