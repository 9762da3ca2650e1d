// Runs steps and counts what came of them. Each step is one program; see steps.mjs.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { CODE_CACHE } from '../../tests/harness/code-cache.ts';
import { exitCodeOf } from '../launch/child.mjs';
import { ROOT } from '../launch/node.mjs';
import { countReport } from './counting.mjs';
import { failuresIn } from './failures.mjs';
import { LEFT_OUT } from './left-out.mjs';

// Two at a time suit the smallest machine that this is meant for.
const TOGETHER = 2;

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(exitCodeOf(null, signal));
  });
}

/** Runs one program; resolves to its exit code and what it printed (empty when shown as it comes). */
function execute({ script, args, env = {} }, { live }) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...CODE_CACHE, ...(live && process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env },
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const output = [];
    child.stdout?.on('data', chunk => output.push(chunk));
    child.stderr?.on('data', chunk => output.push(chunk));
    child.once('error', error => output.push(Buffer.from(error.message)));
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: exitCodeOf(code, signal), output: Buffer.concat(output).toString() });
    });
  });
}

function heading(step) {
  process.stdout.write(`\n── ${step.title}\n`);
}

function told(result) {
  const counts = [`${result.passed} passed`, `${result.failed} failed`];
  if (result.skipped > 0) counts.push(`${result.skipped} skipped`);
  process.stdout.write(`   ${counts.join(', ')} in ${(result.milliseconds / 1000).toFixed(1)} s\n`);
  return result;
}

async function outcomeOf(step, { live }) {
  const began = performance.now();
  const report = step.report && join(ROOT, step.report);
  if (report) {
    // A report of an earlier run must never be counted as this one's.
    rmSync(report, { force: true });
    mkdirSync(dirname(report), { recursive: true });
  }
  const { code, output } = await execute(step, { live });
  const counted = report
    ? countReport(report, code)
    : {
        passed: code === 0 ? 1 : 0,
        failed: code === 0 || code === LEFT_OUT ? 0 : 1,
        skipped: code === LEFT_OUT ? 1 : 0,
      };
  const failures = report && counted.failed > 0 ? failuresIn(report) : [];
  return { step, ...counted, failures, milliseconds: performance.now() - began, output };
}

function without(step, missing) {
  const lacking = (step.needs ?? []).filter(need => missing.has(need));
  if (lacking.length === 0) return undefined;
  heading(step);
  process.stdout.write(`   left out: needs ${lacking.join(' and ')}\n`);
  return told({ step, passed: 0, failed: 0, skipped: 1, failures: [], milliseconds: 0, output: '' });
}

/** Runs one step, showing its output as it comes. `missing` names the programs that this machine lacks. */
export async function runStep(step, missing) {
  const left = without(step, missing);
  if (left) return left;
  heading(step);
  return told(await outcomeOf(step, { live: true }));
}

/** Runs steps that do not disturb each other, a few at a time; shows the output only of those that fail. */
export async function runStepsTogether(steps, missing) {
  const waiting = [...steps];
  const results = new Map();
  async function work() {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const left = without(step, missing);
      if (left) {
        results.set(step, left);
        continue;
      }
      const result = await outcomeOf(step, { live: false });
      heading(step);
      if (result.failed > 0 || step.speaks) process.stdout.write(result.output);
      results.set(step, told(result));
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, work));
  return steps.map(step => results.get(step));
}
