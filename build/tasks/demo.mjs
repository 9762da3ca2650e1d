// `npm run demo`: fills a data folder with a believable academy.
import { runScript } from './tool.mjs';

export function run(args) {
  return runScript('build/demo/main.ts', args);
}
