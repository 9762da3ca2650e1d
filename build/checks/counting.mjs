// Reads how many tests passed from the JSON reports of Vitest and Playwright.
import { existsSync, readFileSync } from 'node:fs';

/** Counts of a Vitest report. A file that could not even be loaded counts as one failure. */
export function countVitest(report) {
  const broken = report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** Counts of a Playwright report. A test that passed only when repeated hides a race: it counts as failed. */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed === 0 ? report.errors.length : failed, skipped };
}

/**
 * Counts of a finished run from its report file and exit code. No report, no test at all, or a bad exit code without a
 * failed test (an error outside the tests) each count as one failure.
 */
export function countReport(path, code) {
  const nothing = { passed: 0, failed: 1, skipped: 0 };
  if (!existsSync(path)) return nothing;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const counts = 'testResults' in report ? countVitest(report) : countPlaywright(report);
  if (counts.passed + counts.failed + counts.skipped === 0) return nothing;
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
