/** The word that the server holds somebody up until they have agreed to something; the gate of the academy hears it. */
const listeners = new Set<() => void>();

export function onConsentNeeded(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellConsentNeeded(): void {
  for (const listener of listeners) listener();
}
