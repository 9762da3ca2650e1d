/**
 * Copies a text. Browsers have a clipboard only on https and on the machine itself; on plain HTTP in a house the older way still
 * works. Rejects where the browser refuses. Danger: only right after a press, and the older way moves the focus and brings it back.
 */
export async function copyText(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) return clipboard.writeText(text);
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  // On a phone, no keyboard comes up for it.
  area.readOnly = true;
  area.style.cssText = 'position: fixed; inset-block-start: 0; opacity: 0';
  document.body.append(area);
  area.focus({ preventScroll: true });
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  if (!copied) throw new Error('The browser does not copy.');
}
