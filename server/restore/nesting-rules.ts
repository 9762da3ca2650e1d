/** What is replaced may not hold what it is replaced from. Pure; paths are absolute, without a separator at the end. */

/** Parts of the data folder that a restore replaces, or works in. */
const REPLACED = ['db', 'media', 'secrets', '.operation'];

/** Throws an Error in plain words. */
export function requireNoNesting(dataFolder: string, source: string): void {
  const tidy = (path: string) => path.replaceAll('\\', '/').replace(/\/+$/, '');
  const [data, from] = [tidy(dataFolder), tidy(source)];
  const within = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);
  if (REPLACED.some(name => within(from, `${data}/${name}`)))
    throw new Error(
      `The backups in ${source} lie in the part of the academy that would be replaced. Copy them elsewhere first.`,
    );
}
