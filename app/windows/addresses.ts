/** A page of this academy, which may be opened in the person's browser. `own` are the academy's addresses. */
export function isOwnAddress(url: string, own: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && own.some(each => new URL(each).origin === origin);
}
