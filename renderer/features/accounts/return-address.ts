/**
 * Where to go after signing in: the path in `?to=`, and home for everything that is not a path of this academy. A second
 * slash or backslash would name another host, and the pages of signing in would lead back here.
 */
export function returnAddress(search: string): string {
  const to = new URLSearchParams(search).get('to') ?? '';
  const own = /^\/(?![/\\])/.test(to) && !/^\/(sign-in|register)\b/.test(to);
  return own ? to : '/';
}

/** Address of a page of signing in that comes back to `path` (path with query). */
export const withReturn = (page: '/sign-in' | '/register', path: string): string =>
  path === '/' ? page : `${page}?to=${encodeURIComponent(path)}`;
