// `npm run --silent lyceum -- …`: the command line of the product. Nothing but its own output may reach stdout.
import { runScript } from './tool.mjs';

export function run(args) {
  return runScript('server/cli.ts', args);
}
