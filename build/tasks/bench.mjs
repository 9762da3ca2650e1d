// `npm run bench`: measures the product against the figures it promises; see tests/bench/.
import { runScript } from './tool.mjs';

export function run(args) {
  return runScript('tests/bench/main.ts', args);
}
