/** What a browser that got this answer sends with its next request: the cookies, and the proof that our pages read out of them. */
export function asBrowser({ headers }: { headers: Headers }): Record<string, string> {
  const cookies = headers.getSetCookie().map(text => text.split(';')[0] ?? '');
  const proof = cookies.find(text => /^(__Host-)?lyceum_csrf=/.test(text))?.split('=')[1];
  return { cookie: cookies.join('; '), ...(proof ? { 'x-csrf-token': proof } : {}) };
}
