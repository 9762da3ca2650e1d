import { resolve } from 'node:path';

/**
 * For the environment of whatever Node runs under test, servers and command lines as well as the tests' own processes: what Node makes
 * of the sources is kept for all of them, as an installed Lyceum does in its data folder, which a test throws away. A start takes
 * half the time.
 */
export const CODE_CACHE = {
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../../node_modules/.cache/lyceum-tests'),
};
