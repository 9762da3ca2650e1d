import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../tests/harness/folders.ts';
import { countPlaywright, countReport, countVitest } from './counting.mjs';
import { failuresIn } from './failures.mjs';
import { lastLine, summary, whatFailed } from './summary.mjs';

const vitest = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [] as object[],
};

function counted(report: object | undefined, code: number) {
  using folder = temporaryFolder('report');
  const path = join(folder.path, 'report.json');
  if (report) writeFileSync(path, JSON.stringify(report));
  return countReport(path, code);
}

describe('counting', () => {
  it('counts a file that cannot be loaded as one failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(countVitest({ ...vitest, testResults: [broken] })).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('counts a test that passed only when repeated as failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('takes the counts of the report when all went well', () => {
    expect(counted(vitest, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it.each([
    ['there is no report', undefined, 0, { passed: 0, failed: 1, skipped: 0 }],
    [
      'there was no test',
      { ...vitest, numPassedTests: 0, numPendingTests: 0 },
      0,
      { passed: 0, failed: 1, skipped: 0 },
    ],
    ['something outside the tests failed', vitest, 1, { passed: 3, failed: 1, skipped: 1 }],
  ])('fails when %s', (_what, report, code, counts) => {
    expect(counted(report, code)).toEqual(counts);
  });
});

describe('the end of a run', () => {
  const result = { step: { title: 'Unit' }, passed: 12, failed: 0, skipped: 0, milliseconds: 1234 };

  it('mentions skipped tests only when there are any', () => {
    expect(lastLine([result, { ...result, passed: 1, failed: 2 }])).toBe('13 passed, 2 failed');
    expect(lastLine([{ ...result, skipped: 4 }])).toBe('12 passed, 0 failed, 4 skipped');
  });

  it('marks what failed and what was left out', () => {
    const marks = [result, { ...result, failed: 1 }, { ...result, passed: 0, skipped: 1 }];
    expect(
      summary(marks)
        .split('\n')
        .map((row: string) => row[0]),
    ).toEqual(['✓', '✗', '–']);
  });
});

describe('what failed', () => {
  const named = (report: object) => {
    using folder = temporaryFolder('report');
    const path = join(folder.path, 'report.json');
    writeFileSync(path, JSON.stringify(report));
    return failuresIn(path);
  };

  it('is named with the first lines of its error, from either report', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'adds' },
      { status: 'failed', fullName: 'takes away', failureMessages: ['expected 1\n\nto be 2'] },
    ];
    const tests = { ...vitest, testResults: [{ name: 'sums.test.ts', status: 'failed', assertionResults }] };
    expect(named(tests)).toEqual([{ name: 'takes away', lines: ['expected 1', 'to be 2'] }]);
    const results = [{ error: { message: '\u001b[31mnot visible\u001b[39m' } }];
    const specs = [{ title: 'shows it', ok: false, tests: [{ results }] }];
    const suites = [{ title: 'page.spec.ts', suites: [{ title: 'a page', specs }] }];
    expect(named({ suites, errors: [] })).toEqual([{ name: 'a page › shows it', lines: ['not visible'] }]);
  });

  it('stands at the end of the run', () => {
    const step = { name: 'unit', title: 'Unit' };
    const failures = [{ name: 'takes away', lines: ['expected 1'] }];
    expect(whatFailed([{ step, failures }])).toBe('✗ Unit: takes away\n    expected 1');
    expect(whatFailed([{ step, failures: [] }])).toBe('');
  });
});
