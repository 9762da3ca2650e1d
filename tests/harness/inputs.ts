import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const REPOSITORY = resolve(import.meta.dirname, '../..');

/** The folder with real material (courses, media, documents) and hostile files; it is not part of the repository. */
export const INPUTS = resolve(REPOSITORY, process.env['LYCEUM_TEST_INPUTS'] ?? '../shared/inputs');

let told = false;

/**
 * The path of one of the test inputs, or undefined when it is not there, which is said aloud once. Use it to skip visibly:
 * `it.skipIf(!input('media/clip.mp4'))(…)`.
 */
export function input(name: string, folder = INPUTS): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  if (!told) {
    told = true;
    console.warn(
      `Test inputs are missing (${path}): tests that need them are skipped. Set LYCEUM_TEST_INPUTS to their folder.`,
    );
  }
  return undefined;
}
