/** Which version of the notice before signing in was accepted in this tab, for the one sign-in that follows. */
const PLACE = 'lyceum.notice';

let inThisPage: number | null = null;

export function acceptNotice(version: number): void {
  inThisPage = version;
  try {
    sessionStorage.setItem(PLACE, String(version));
  } catch {
    // refused storage: it counts as long as the page
  }
}

/** For the body of whatever signs somebody in; nothing where nothing was accepted. */
export function acceptedNotice(): { notice?: number } {
  const version = inThisPage ?? kept();
  return version === null ? {} : { notice: version };
}

/** Somebody is in: whoever signs in next at this screen reads the notice themself. */
export function forgetNotice(): void {
  inThisPage = null;
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // refused storage: nothing was kept
  }
}

function kept(): number | null {
  try {
    const text = sessionStorage.getItem(PLACE);
    return text === null ? null : Number(text);
  } catch {
    return null;
  }
}
