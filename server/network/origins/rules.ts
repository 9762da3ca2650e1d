/** Which origins may be named: exactly one site each, as a browser writes it. */

/** The origin as browsers send it; null when the text is none. No paths, no patterns, nothing that names many sites. */
export function asOrigin(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return bare && /^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(url.hostname) ? url.origin : null;
}
