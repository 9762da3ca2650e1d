/** Checked before anything else is loaded: on an older Node the database driver would crash without a word. */
export const OLDEST_NODE = '22.12.0';

/** One sentence when this Node is too old, otherwise null. `version` is written as in `process.versions.node`. */
export function nodeTrouble(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Lyceum needs Node ${OLDEST_NODE} or newer; this is Node ${version}. \`npm start\` brings the right one along.`;
}
