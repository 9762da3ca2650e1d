// `npm run --silent lyceum -- …`: the command line of the product, from the sources.
import { runScript } from './tool.mjs';

export function run(args) {
  return runScript('server/cli.ts', args);
}
