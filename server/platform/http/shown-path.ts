/** How the log names what was asked for: the endpoint, with numbers where it has them, and nothing that somebody typed. */

interface Asked {
  path: string;
  /** The endpoint that answers, `/users/:id`; undefined before one was found. */
  pattern: string | undefined;
  params: Readonly<Record<string, unknown>>;
}

/** A word as endpoints and pages are called, or a number. */
const PLAIN = /^(?:[a-z][a-z-]{0,30}|v?\d{1,12})?$/;

export function shownPath({ path, pattern, params }: Asked): string {
  if (pattern === undefined)
    return path
      .split('/')
      .slice(0, 12)
      .map(part => (PLAIN.test(part) ? part : '…'))
      .join('/');
  return pattern.replace(/:(\w+)/g, (whole, name: string) => {
    const value = String(params[name]);
    return /^\d{1,12}$/.test(value) ? value : whole;
  });
}
