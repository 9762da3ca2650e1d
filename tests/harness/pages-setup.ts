import { buildApp, buildWeb } from '../../build/tasks/build.mjs';

/** Before all tests in the browser: the pages and the console's program as the sources are now, built once and not by each worker. */
export default async function buildPages(): Promise<void> {
  for (const build of [buildWeb, buildApp]) if ((await build()) !== 0) throw new Error('The pages could not be built.');
}
