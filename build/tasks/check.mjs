// `npm run check`: the steps of `npm test` that only read the sources; for every few minutes of work.
import { isPresent, STATIC_STEPS } from '../checks/steps.mjs';
import { runSteps } from './test.mjs';

export function run() {
  return runSteps(STATIC_STEPS.filter(isPresent));
}
