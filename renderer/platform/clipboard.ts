/** Copies a text; rejects where the page is not secure and the clipboard is not there. */
export const copyText = (text: string): Promise<void> =>
  Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard')));
