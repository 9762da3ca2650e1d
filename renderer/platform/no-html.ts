/**
 * What happens to strings that libraries put into the page by themselves (Trusted Types' default policy): style sheets and empty
 * texts pass, because nothing in them can be a tag; workers of our own pass; everything else is refused by the browser.
 */
interface DefaultRules {
  createHTML(text: string): string | null;
  createScriptURL(address: string): string | null;
}
interface Factory {
  createPolicy(name: 'default', rules: DefaultRules): unknown;
}

/** Before anything is painted, once in a page. */
export function refuseHtml(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  trustedTypes?.createPolicy('default', {
    createHTML: text => (text.includes('<') ? null : text),
    createScriptURL(address) {
      const url = new URL(address, location.href);
      return url.origin === location.origin && url.pathname.startsWith('/assets/') ? url.href : null;
    },
  });
}
