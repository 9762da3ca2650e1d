// `npm test`: prepares what it needs, runs every step (fast ones first), and goes on after a failure so that one run
// shows everything. `npm test -- unit api` runs only the steps with these names.
import process from 'node:process';
import { memoryFolder } from '../checks/memory-folder.mjs';
import { prepare } from '../checks/prepare.mjs';
import { runStep, runStepsTogether } from '../checks/runner.mjs';
import { isPresent, STATIC_STEPS, TEST_STEPS } from '../checks/steps.mjs';
import { lastLine, summary, whatFailed } from '../checks/summary.mjs';

/** Runs the given steps and prints the table and the count; resolves to 0 only when nothing failed. */
export async function runSteps(steps) {
  const missing = prepare(steps.flatMap(({ needs = [], uses = [] }) => [...needs, ...uses]));
  const folder = memoryFolder();
  if (folder) process.env.TMPDIR = folder;
  const fixed = steps.filter(step => STATIC_STEPS.includes(step));
  const results = await runStepsTogether(fixed, missing);
  for (const step of steps) {
    if (!fixed.includes(step)) results.push(await runStep(step, missing));
  }
  const parts = [summary(results), whatFailed(results), lastLine(results)].filter(part => part !== '');
  process.stdout.write(`\n${parts.join('\n\n')}\n`);
  return results.some(result => result.failed > 0) ? 1 : 0;
}

export async function run(args) {
  const all = [...STATIC_STEPS, ...TEST_STEPS];
  const unknown = args.filter(name => !all.some(step => step.name === name || step.group === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no step ${unknown.join(', ')}. The steps: ${all.map(step => step.name).join(', ')}.\n`,
    );
    return 2;
  }
  const wanted = all.filter(step => args.length === 0 || args.includes(step.name) || args.includes(step.group));
  return runSteps(wanted.filter(isPresent));
}
