// Names what failed, from the JSON reports of Vitest and Playwright, so that the end of a long run says it all.
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Lines of an error that are worth repeating at the end of the run. */
const LINES = 12;

const shortened = (text = '') =>
  stripVTControlCharacters(text)
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, LINES);

function ofVitest({ testResults }) {
  return testResults.flatMap(({ name, message, status, assertionResults }) => {
    const tests = assertionResults.filter(result => result.status === 'failed');
    if (status === 'failed' && tests.length === 0) return [{ name, lines: shortened(message) }];
    return tests.map(test => ({ name: test.fullName, lines: shortened(test.failureMessages[0]) }));
  });
}

function ofPlaywright({ suites, errors }) {
  const within = ({ title, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(spec => !spec.ok)
      .map(spec => {
        const results = spec.tests.flatMap(test => test.results);
        const { error } = results.find(result => result.error) ?? {};
        return { name: `${title} › ${spec.title}`, lines: shortened(error?.message) };
      }),
    ...inner.flatMap(within),
  ];
  return [
    ...suites.flatMap(within),
    ...errors.map(({ message }) => ({ name: 'outside the tests', lines: shortened(message) })),
  ];
}

/** The failed tests of a report, each with the first lines of its error; none without a report. */
export function failuresIn(path) {
  if (!existsSync(path)) return [];
  const report = JSON.parse(readFileSync(path, 'utf8'));
  return 'testResults' in report ? ofVitest(report) : ofPlaywright(report);
}
