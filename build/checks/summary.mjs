// The end of a test run: a table for people and one line that programs can read.

const total = (results, what) => results.reduce((sum, result) => sum + result[what], 0);

/** One row for each step: name, counts and seconds. */
export function summary(results) {
  const width = Math.max(...results.map(result => result.step.title.length), 0);
  const row = ({ step, passed, failed, skipped, milliseconds }) =>
    [
      failed > 0 ? '✗' : skipped > 0 && passed === 0 ? '–' : '✓',
      step.title.padEnd(width),
      `${passed}`.padStart(5),
      failed > 0 ? `${failed} failed` : '',
      skipped > 0 ? `${skipped} skipped` : '',
      `${(milliseconds / 1000).toFixed(1)} s`.padStart(8),
    ]
      .filter(cell => cell !== '')
      .join('  ');
  return results.map(row).join('\n');
}

/** The counts of all steps together: `120 passed, 0 failed`, with `, 3 skipped` only when there are any. */
export function lastLine(results) {
  const skipped = total(results, 'skipped');
  return `${total(results, 'passed')} passed, ${total(results, 'failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Every failed test by name, with the first lines of its error; empty when nothing failed. */
export function whatFailed(results) {
  return results
    .flatMap(({ step, failures }) => failures.map(({ name, lines }) => [`✗ ${step.title}: ${name}`, ...lines]))
    .map(([name, ...lines]) => [name, ...lines.map(line => `    ${line}`)].join('\n'))
    .join('\n');
}
